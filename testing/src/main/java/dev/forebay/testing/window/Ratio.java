package dev.forebay.testing.window;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact rational number; the denominator is positive. */
record Ratio(BigInteger numerator, BigInteger denominator) {
    /** Bits of a double's significand. */
    private static final int PRECISION = 53;
    /** The smallest double is two to this. */
    private static final int SMALLEST_EXPONENT = -1074;

    private static final BigInteger BEYOND_LARGEST = BigInteger.ONE.shiftLeft(1024);

    Ratio {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("a denominator of " + denominator);
        }
    }

    static Ratio of(BigDecimal numerator, BigInteger denominator) {
        return numerator.scale() <= 0
                ? new Ratio(numerator.toBigIntegerExact(), denominator)
                : new Ratio(numerator.unscaledValue(), denominator.multiply(BigInteger.TEN.pow(numerator.scale())));
    }

    /**
     * The nearest double, of two equally near ones the even one. From halfway beyond the largest double on it is an infinity; zero is
     * 0.0, and what is too small for a double a zero with its sign.
     */
    double toDouble() {
        if (numerator.signum() == 0) {
            return 0.0;
        }
        BigInteger size = numerator.abs();
        int unit = unitExponent(size);
        BigInteger scaled = unit < 0 ? size.shiftLeft(-unit) : size;
        BigInteger scale = unit < 0 ? denominator : denominator.shiftLeft(unit);
        BigInteger units = halfEven(scaled, scale);
        boolean isTooLarge = unit > 0 && units.shiftLeft(unit).compareTo(BEYOND_LARGEST) >= 0;
        double rounded = isTooLarge ? Double.POSITIVE_INFINITY : StrictMath.scalb(units.doubleValue(), unit);
        return numerator.signum() < 0 ? -rounded : rounded;
    }

    /** The exponent of the power of two that is the distance of doubles around {@code size / denominator}. */
    private int unitExponent(BigInteger size) {
        int exponent = size.bitLength() - denominator.bitLength();
        if (isBelowPowerOfTwo(size, exponent)) {
            exponent--;
        }
        return Math.max(exponent - (PRECISION - 1), SMALLEST_EXPONENT);
    }

    private boolean isBelowPowerOfTwo(BigInteger size, int exponent) {
        return exponent >= 0
                ? size.compareTo(denominator.shiftLeft(exponent)) < 0
                : size.shiftLeft(-exponent).compareTo(denominator) < 0;
    }

    private static BigInteger halfEven(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        int half = parts[1].shiftLeft(1).compareTo(divisor);
        boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
        return up ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
