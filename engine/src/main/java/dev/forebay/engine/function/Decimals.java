package dev.forebay.engine.function;

import java.math.BigInteger;

/** Arithmetic on decimals: integers of at most 18 digits in units of a power of ten. */
public final class Decimals {
    /** What stands for a result that does not fit; no decimal has this value. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** 10<sup>exponent</sup>, for 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /** The value itself where it has at most {@code precision} digits, else {@link #OVERFLOW}. */
    public static long fit(long value, int precision) {
        long limit = POWERS[precision];
        return value < limit && value > -limit ? value : OVERFLOW;
    }

    /** In units of a scale that is {@code more} digits finer. */
    static long finer(long value, int more) {
        return times(value, POWERS[more]);
    }

    static long times(long x, long y) {
        if (x == OVERFLOW) {
            return OVERFLOW;
        }
        long product = x * y;
        return Math.multiplyHigh(x, y) == product >> 63 ? product : OVERFLOW;
    }

    /** In units of another scale, half to even, with at most {@code precision} digits. */
    public static long rescale(long value, int fromScale, int toScale, int precision) {
        if (toScale >= fromScale) {
            long finer = finer(value, toScale - fromScale);
            return finer == OVERFLOW ? OVERFLOW : fit(finer, precision);
        }
        return fit(divideHalfEven(value, POWERS[fromScale - toScale]), precision);
    }

    /** The quotient rounded half to even; the divisor is positive. */
    static long divideHalfEven(long value, long divisor) {
        long quotient = value / divisor;
        long remainder = Math.abs(value % divisor);
        long rest = divisor - remainder;
        boolean away = remainder > rest || (remainder == rest && (quotient & 1) != 0);
        return away ? quotient + (value < 0 ? -1 : 1) : quotient;
    }

    /** Compares values of different scales exactly. */
    public static int compare(long x, int xScale, long y, int yScale) {
        if (xScale == yScale) {
            return Long.compare(x, y);
        }
        return xScale < yScale
                ? compareFiner(x, POWERS[yScale - xScale], y)
                : -compareFiner(y, POWERS[xScale - yScale], x);
    }

    private static int compareFiner(long x, long factor, long y) {
        long high = Math.multiplyHigh(x, factor);
        long low = x * factor;
        int byHigh = Long.compare(high, y >> 63);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, y);
    }

    /** The remainder with the sign of {@code x}, in units of the finer scale; {@code y} is not 0. */
    static long remainder(long x, int xScale, long y, int yScale) {
        int scale = Math.max(xScale, yScale);
        long fineX = finer(x, scale - xScale);
        long fineY = finer(y, scale - yScale);
        if (fineX != OVERFLOW && fineY != OVERFLOW) {
            return fineX % fineY;
        }
        BigInteger wideX = BigInteger.valueOf(x).multiply(BigInteger.valueOf(POWERS[scale - xScale]));
        BigInteger wideY = BigInteger.valueOf(y).multiply(BigInteger.valueOf(POWERS[scale - yScale]));
        return wideX.remainder(wideY).longValueExact();
    }
}
