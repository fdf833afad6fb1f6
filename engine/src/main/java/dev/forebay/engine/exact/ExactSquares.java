package dev.forebay.engine.exact;

/**
 * Exact sums of squares in four words of a {@code long[]}: a 256-bit integer, the highest word first.
 *
 * <p>Of doubles it counts units of 2<sup>-128</sup>, of longs units of 1. As {@link ExactSum}, with a {@link WideSum} for what does not
 * fit.
 */
public final class ExactSquares {
    /** Words that one sum takes. */
    public static final int WORDS = 4;

    private static final int EXPONENT_OF_UNIT_MANTISSA = 1075 + ExactSum.UNIT_EXPONENT;
    private static final int FIRST_TOO_LARGE = 1023 + 47;
    private static final long HIDDEN_BIT = 1L << 52;

    private ExactSquares() {}

    /** Whether the square of a double can be added: it is a whole number of units, and 2<sup>31</sup> of them fit. */
    public static boolean fits(double x) {
        return ((int) (Double.doubleToRawLongBits(x) >>> 52) & 0x7FF) < FIRST_TOO_LARGE && ExactSum.fits(x);
    }

    /** Adds the square of a double that {@link #fits}, or takes it away. */
    public static void add(long[] words, int at, double x, boolean away) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        if (exponent == 0) {
            return;
        }
        long mantissa = (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
        int shift = exponent - EXPONENT_OF_UNIT_MANTISSA;
        if (shift < 0) {
            addShifted(words, at, mantissa >>> -shift, 0, away);
        } else {
            addShifted(words, at, mantissa, shift, away);
        }
    }

    /** Adds the square of {@code mantissa * 2^shift} units of a sum, or takes it away. */
    static void addShifted(long[] words, int at, long mantissa, int shift, boolean away) {
        long high = Math.multiplyHigh(mantissa, mantissa);
        long low = mantissa * mantissa;
        int bit = (2 * shift) & 63;
        long top = bit == 0 ? 0 : high >>> (64 - bit);
        long middle = bit == 0 ? high : (high << bit) | (low >>> (64 - bit));
        long bottom = low << bit;
        if (shift < 32) {
            change(words, at, 0, top, middle, bottom, away);
        } else {
            change(words, at, top, middle, bottom, 0, away);
        }
    }

    /** Adds the square of a long, or takes it away. */
    public static void add(long[] words, int at, long x, boolean away) {
        change(words, at, 0, 0, Math.multiplyHigh(x, x), x * x, away);
    }

    private static void change(long[] words, int at, long w0, long w1, long w2, long w3, boolean away) {
        if (away) {
            subtract(words, at, w0, w1, w2, w3);
        } else {
            add(words, at, w0, w1, w2, w3);
        }
    }

    static void add(long[] words, int at, long w0, long w1, long w2, long w3) {
        long s3 = words[at + 3] + w3;
        long carry = Long.compareUnsigned(s3, w3) < 0 ? 1 : 0;
        long s2 = words[at + 2] + w2;
        long next = Long.compareUnsigned(s2, w2) < 0 ? 1 : 0;
        s2 += carry;
        next += carry == 1 && s2 == 0 ? 1 : 0;
        long s1 = words[at + 1] + w1;
        long last = Long.compareUnsigned(s1, w1) < 0 ? 1 : 0;
        s1 += next;
        last += next == 1 && s1 == 0 ? 1 : 0;
        words[at + 3] = s3;
        words[at + 2] = s2;
        words[at + 1] = s1;
        words[at] += w0 + last;
    }

    private static void subtract(long[] words, int at, long w0, long w1, long w2, long w3) {
        long d3 = words[at + 3] - w3;
        long borrow = Long.compareUnsigned(words[at + 3], w3) < 0 ? 1 : 0;
        long d2 = words[at + 2] - w2;
        long next = Long.compareUnsigned(words[at + 2], w2) < 0 ? 1 : 0;
        next += borrow == 1 && d2 == 0 ? 1 : 0;
        d2 -= borrow;
        long d1 = words[at + 1] - w1;
        long last = Long.compareUnsigned(words[at + 1], w1) < 0 ? 1 : 0;
        last += next == 1 && d1 == 0 ? 1 : 0;
        d1 -= next;
        words[at + 3] = d3;
        words[at + 2] = d2;
        words[at + 1] = d1;
        words[at] -= w0 + last;
    }
}
