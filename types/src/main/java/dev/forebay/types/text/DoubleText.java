package dev.forebay.types.text;

/**
 * The double nearest to a decimal number, ties to even: always correctly rounded.
 *
 * <p><b>Source</b>: W. D. Clinger, <i>How to read floating point numbers accurately</i>, 1990, for small numbers; D. Lemire,
 * <i>Number parsing at a gigabyte per second</i>, 2021, for the rest. Here the 128-bit product is kept as an interval: where both of
 * its ends round to the same double that is the answer, and where they do not (about one number in 10<sup>16</sup>, ties, and the
 * subnormals) the caller is told to take the slow way.
 */
final class DoubleText {
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** No number: what {@link #nearest} answers where it cannot decide. */
    static final double UNDECIDED = Double.NaN;

    private DoubleText() {}

    /**
     * The double nearest to {@code mantissa * 10^exponent}, or {@link #UNDECIDED}.
     *
     * @param mantissa unsigned
     */
    static double nearest(long mantissa, int exponent) {
        if (mantissa >>> 53 == 0 && exponent >= -22 && exponent <= 22) {
            return exponent < 0 ? mantissa / EXACT_POWERS[-exponent] : mantissa * EXACT_POWERS[exponent];
        }
        return nearestByProduct(mantissa, exponent);
    }

    private static double nearestByProduct(long mantissa, int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        if (exponent < PowersOfTen.MIN || exponent > 308) {
            return UNDECIDED;
        }
        int shift = Long.numberOfLeadingZeros(mantissa);
        long m = mantissa << shift;
        int index = exponent - PowersOfTen.MIN;
        long low = m * PowersOfTen.HIGH[index];
        long high = multiplyHighUnsigned(m, PowersOfTen.HIGH[index]);
        long carried = multiplyHighUnsigned(m, PowersOfTen.LOW[index]);
        low += carried;
        if (Long.compareUnsigned(low, carried) < 0) {
            high++;
        }
        // The true product, in units of the last bit of low, is in [high:low, high:low + 2).
        int top = (int) (high >>> 63);
        int dropped = 10 + top;
        long half = 1L << (dropped - 1);
        long rest = high & ((1L << dropped) - 1);
        long bits = high >>> dropped;
        if (rest >= half) {
            if (rest == half && low == 0) {
                return UNDECIDED;
            }
            bits++;
        } else if (rest == half - 1 && low >>> 1 == -1L >>> 1) {
            return UNDECIDED;
        }
        // value = (m * T) * 2^(floorLog2(q) - 127 - shift); high counts units of 2^128 of that product.
        int binaryExponent = PowersOfTen.floorLog2(exponent) - 127 - shift + 128 + dropped + 52;
        if (bits >>> 53 != 0) {
            bits >>>= 1;
            binaryExponent++;
        }
        if (binaryExponent < Double.MIN_EXPONENT || binaryExponent > Double.MAX_EXPONENT) {
            return UNDECIDED;
        }
        return Double.longBitsToDouble(((long) (binaryExponent + 1023) << 52) | (bits & ((1L << 52) - 1)));
    }

    /** {@code Math.unsignedMultiplyHigh} of Java 18. */
    static long multiplyHighUnsigned(long x, long y) {
        return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
    }
}
