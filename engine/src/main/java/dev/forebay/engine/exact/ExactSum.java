package dev.forebay.engine.exact;

import java.math.BigInteger;

/**
 * Exact sums in two words of a {@code long[]}: a 128-bit two's complement integer, the high word first.
 *
 * <p>Of doubles it counts units of 2<sup>-64</sup>, of longs units of 1. Most doubles fit; those that do not (tiny, huge, not finite) go
 * to a {@link WideSum}. Which of the two a value goes to depends on the value alone, so what was added can be taken away again.
 */
public final class ExactSum {
    /** Words that one sum takes. */
    public static final int WORDS = 2;

    /** The binary exponent of a unit of a sum of doubles. */
    public static final int UNIT_EXPONENT = -64;

    private static final int EXPONENT_OF_UNIT_MANTISSA = 1075 + UNIT_EXPONENT;
    private static final int FIRST_TOO_LARGE = 1023 + 62;
    private static final long HIDDEN_BIT = 1L << 52;

    private static final long MOST_EXACT = 1L << 53;

    private ExactSum() {}

    /** Whether a double is a whole number of units, and not too many. */
    public static boolean fits(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        if (exponent >= EXPONENT_OF_UNIT_MANTISSA) {
            return exponent < FIRST_TOO_LARGE;
        }
        if (exponent == 0) {
            return bits << 1 == 0;
        }
        int fraction = EXPONENT_OF_UNIT_MANTISSA - exponent;
        return fraction <= 52 && Long.numberOfTrailingZeros((bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT) >= fraction;
    }

    /**
     * Adds a double that {@link #fits}.
     *
     * @return false, with nothing changed, where the sum would not fit its words
     */
    public static boolean add(long[] words, int at, double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        if (exponent == 0) {
            return true;
        }
        long mantissa = (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
        int shift = exponent - EXPONENT_OF_UNIT_MANTISSA;
        return shift < 0
                ? addShifted(words, at, mantissa >>> -shift, 0, bits < 0)
                : addShifted(words, at, mantissa, shift, bits < 0);
    }

    /** Adds {@code mantissa * 2^shift} units, or takes them away. */
    static boolean addShifted(long[] words, int at, long mantissa, int shift, boolean negative) {
        long high = high(mantissa, shift);
        long low = low(mantissa, shift);
        if (negative) {
            low = -low;
            high = low == 0 ? -high : ~high;
        }
        return add(words, at, high, low);
    }

    static long high(long mantissa, int shift) {
        // In two steps, since a shift by 64 would be none.
        return shift < 64 ? mantissa >>> 1 >>> (63 - shift) : mantissa << (shift - 64);
    }

    static long low(long mantissa, int shift) {
        return shift < 64 ? mantissa << shift : 0;
    }

    /** Adds a long; any number of them below 2<sup>63</sup> fits. */
    public static void add(long[] words, int at, long x) {
        add(words, at, x >> 63, x);
    }

    /** Takes a long away. */
    public static void subtract(long[] words, int at, long x) {
        long low = words[at + 1];
        words[at + 1] = low - x;
        words[at] -= (x >> 63) + (Long.compareUnsigned(low, x) < 0 ? 1 : 0);
    }

    static boolean add(long[] words, int at, long high, long low) {
        long before = words[at];
        long newLow = words[at + 1] + low;
        long newHigh = before + high + (Long.compareUnsigned(newLow, low) < 0 ? 1 : 0);
        if (((before ^ newHigh) & (high ^ newHigh)) < 0) {
            return false;
        }
        words[at] = newHigh;
        words[at + 1] = newLow;
        return true;
    }

    /**
     * The sum as the nearest double, ties to even; zero is +0.0.
     *
     * @param exponent of a unit: {@link #UNIT_EXPONENT}, or 0 for a sum of longs
     */
    public static double toDouble(long[] words, int at, int exponent) {
        long high = words[at];
        long low = words[at + 1];
        if (high < 0) {
            low = -low;
            high = low == 0 ? -high : ~high;
            return -Rounded.of(high, low, false, exponent);
        }
        return Rounded.of(high, low, false, exponent);
    }

    /**
     * The sum divided by a power of ten, as the nearest double.
     *
     * @param divisor what one is, of the numbers that were added
     */
    public static double toDouble(long[] words, int at, int exponent, long divisor) {
        if (divisor == 1) {
            return toDouble(words, at, exponent);
        }
        long sum = words[at + 1];
        if (exponent == 0 && fitsLong(words, at) && Math.abs(sum) <= MOST_EXACT && divisor <= MOST_EXACT) {
            // Both are doubles themselves, so that the division rounds once.
            return (double) sum / divisor;
        }
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) {
            bytes[i] = (byte) (words[at + i / 8] >>> (56 - 8 * (i % 8)));
        }
        return Rounded.quotient(new BigInteger(bytes), BigInteger.valueOf(divisor), exponent);
    }

    /** Whether a sum of longs is one itself. */
    public static boolean fitsLong(long[] words, int at) {
        return words[at] == words[at + 1] >> 63;
    }
}
