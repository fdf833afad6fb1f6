package dev.forebay.engine.exact;

import java.math.BigInteger;

/** Integers in units of a power of two, rounded once to the nearest double, ties to even. */
final class Rounded {
    private Rounded() {}

    /**
     * A magnitude of 128 bits, and a little more.
     *
     * @param more whether the true magnitude is larger by less than a unit; then it must have at least 55 bits
     * @param exponent of a unit; the result must be a normal double
     */
    static double of(long high, long low, boolean more, int exponent) {
        if (high == 0) {
            return low == 0 ? 0.0 : ofTop(low, more, exponent);
        }
        int shift = Long.numberOfLeadingZeros(high);
        long top = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        boolean rest = more || low << shift != 0;
        return ofTop(top, rest, exponent + 64 - shift);
    }

    private static double ofTop(long magnitude, boolean more, int exponent) {
        int shift = Long.numberOfLeadingZeros(magnitude);
        long top = magnitude << shift;
        // Of 63 bits the conversion keeps 53; the last one stands for all that were cut.
        long kept = (top >>> 1) | (top & 1) | (more ? 1 : 0);
        return (double) kept * power(exponent - shift + 1);
    }

    private static double power(int exponent) {
        return Double.longBitsToDouble((1023L + exponent) << 52);
    }

    /** Any integer in units of any power of two; beyond the largest double it is an infinity. */
    static double of(BigInteger value, int exponent) {
        int bits = value.bitLength();
        if (value.signum() == 0) {
            return 0.0;
        }
        if (bits + exponent > 1025) {
            return value.signum() * Double.POSITIVE_INFINITY;
        }
        // As many bits as the double nearest to it has; fewer for a subnormal one.
        BigInteger magnitude = value.abs();
        int length = magnitude.bitLength();
        int keep = Math.min(53, length + exponent + 1074);
        if (keep < 0) {
            return value.signum() * 0.0;
        }
        int cut = Math.max(0, length - keep);
        BigInteger kept = magnitude.shiftRight(cut);
        if (cut > 0 && magnitude.testBit(cut - 1) && (kept.testBit(0) || magnitude.getLowestSetBit() < cut - 1)) {
            kept = kept.add(BigInteger.ONE);
        }
        return value.signum() * Math.scalb(kept.doubleValue(), exponent + cut);
    }

    /** A quotient of two integers, the second positive, in units of a power of two. */
    static double quotient(BigInteger numerator, BigInteger denominator, int exponent) {
        // Enough bits that the last one can stand for all that were cut.
        int shift = Math.max(0, denominator.bitLength() - numerator.bitLength() + 70);
        BigInteger[] parts = numerator.abs().shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger quotient = parts[0].shiftLeft(1);
        if (parts[1].signum() != 0) {
            quotient = quotient.setBit(0);
        }
        return of(numerator.signum() < 0 ? quotient.negate() : quotient, exponent - shift - 1);
    }
}
