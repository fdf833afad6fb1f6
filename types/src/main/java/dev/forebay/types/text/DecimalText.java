package dev.forebay.types.text;

import java.nio.charset.StandardCharsets;

/**
 * A decimal number read from text, kept exactly until it is known what it is to become.
 *
 * <p>The value is {@code mantissa * 10^exponent}, negated where {@code negative}, plus something below one unit of the mantissa
 * where {@link #more}. One object is used again and again by one thread: {@link #scan}, then one of the {@code to} methods.
 */
public final class DecimalText {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private static final int MANTISSA_DIGITS = 19;
    /** Beyond this every number is zero or infinite, however many digits stand before or after its point. */
    private static final int EXPONENT_LIMIT = 100_000_000;

    private boolean negative;
    /** Unsigned; at most {@value #MANTISSA_DIGITS} digits, the first not zero. */
    private long mantissa;

    private int exponent;
    private boolean more;

    /** What {@link #toScaled} made. */
    private long scaled;

    /** Takes a number that the caller has read already: at most 18 digits, so nothing is cut. */
    public void set(boolean isNegative, long digits, int exponentOfTen) {
        negative = isNegative;
        mantissa = digits;
        exponent = exponentOfTen;
        more = false;
    }

    /**
     * Reads a number of any length: a sign, digits with at most one point among or around them, an exponent. What JSON calls a
     * number is one; so are {@code +1}, {@code 007}, {@code .5} and {@code 5.}, for formats that have no grammar of their own.
     *
     * @return whether the bytes from {@code from} to before {@code to} are such a number and nothing else
     */
    public boolean scan(byte[] bytes, int from, int to) {
        int at = from;
        negative = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        mantissa = 0;
        exponent = 0;
        more = false;
        int digitsStart = at;
        at = digits(bytes, at, to, 0);
        int digits = at - digitsStart;
        if (at < to && bytes[at] == '.') {
            int fractionStart = at + 1;
            at = digits(bytes, fractionStart, to, -1);
            digits += at - fractionStart;
        }
        if (digits == 0) {
            return false;
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at = exponent(bytes, at + 1, to);
        }
        return at == to;
    }

    private int digits(byte[] bytes, int from, int to, int exponentStep) {
        int at = from;
        long limit = POWERS[MANTISSA_DIGITS - 1];
        while (at < to && isDigit(bytes[at])) {
            int digit = bytes[at++] - '0';
            if (Long.compareUnsigned(mantissa, limit) < 0) {
                mantissa = mantissa * 10 + digit;
                exponent += exponentStep;
            } else {
                more |= digit != 0;
                exponent += exponentStep + 1;
            }
        }
        return at;
    }

    private int exponent(byte[] bytes, int from, int to) {
        int at = from;
        boolean minus = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        if (at == to) {
            return -1;
        }
        int read = 0;
        while (at < to && isDigit(bytes[at])) {
            int digit = bytes[at++] - '0';
            if (read < EXPONENT_LIMIT) {
                read = read * 10 + digit;
            }
        }
        exponent += minus ? -read : read;
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /**
     * The nearest double, ties to even; an infinity where it is beyond the largest, a zero with the number's sign where it is
     * nearer to zero than to the smallest.
     *
     * @param bytes the text that was read, from {@code from} to before {@code to}: rare numbers need all of it
     */
    public double toDouble(byte[] bytes, int from, int to) {
        double value = DoubleText.nearest(mantissa, exponent);
        if (more && value != DoubleText.nearest(mantissa + 1, exponent)) {
            value = DoubleText.UNDECIDED;
        }
        if (Double.isNaN(value)) {
            return slowly(bytes, from, to);
        }
        return negative ? -value : value;
    }

    private double slowly(byte[] bytes, int from, int to) {
        // Beyond these no digit matters any more, and a text of millions of digits need not be read again.
        if (mantissa == 0 || exponent < -400) {
            return negative ? -0.0 : 0.0;
        }
        if (exponent > 400) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /**
     * Makes the number an integer in units of 10<sup>-scale</sup>, for {@link #scaled} to give.
     *
     * @param floor whether digits finer than a unit are floored; otherwise a number that has such digits, not zero, does not fit
     * @return whether it fits a {@code long}
     */
    public boolean toScaled(int scale, boolean floor) {
        int shift = exponent + scale;
        if (mantissa == 0) {
            scaled = 0;
            return true;
        }
        if (shift > 0) {
            // With more than 19 digits before the last unit it is no long.
            return !more && shift < POWERS.length && multiply(POWERS[shift]);
        }
        long quotient;
        boolean rest;
        if (-shift >= POWERS.length) {
            // Every mantissa is below 10^19.
            quotient = 0;
            rest = true;
        } else {
            quotient = Long.divideUnsigned(mantissa, POWERS[-shift]);
            rest = more || quotient * POWERS[-shift] != mantissa;
        }
        if (rest && !floor) {
            return false;
        }
        return signed(quotient + (rest && negative ? 1 : 0));
    }

    private boolean multiply(long power) {
        if (DoubleText.multiplyHighUnsigned(mantissa, power) != 0) {
            return false;
        }
        return signed(mantissa * power);
    }

    private boolean signed(long magnitude) {
        scaled = negative ? -magnitude : magnitude;
        return magnitude >= 0 || (negative && magnitude == Long.MIN_VALUE);
    }

    /** What the last {@link #toScaled} that answered true made. */
    public long scaled() {
        return scaled;
    }
}
