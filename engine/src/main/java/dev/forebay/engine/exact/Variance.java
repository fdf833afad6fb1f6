package dev.forebay.engine.exact;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * {@code (n S2 - S1²) / (n d)} from an exact sum S1 and an exact sum of squares S2, rounded once; d is n, or n - 1 for a sample.
 */
public final class Variance {
    /** From so many values on, the count times itself leaves too little of a word to divide in. */
    private static final long FIRST_TOO_MANY = 1L << 27;

    private Variance() {}

    private static BigInteger integer(long[] words, int at, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * count);
        for (int i = 0; i < count; i++) {
            bytes.putLong(words[at + i]);
        }
        return new BigInteger(bytes.array());
    }

    /**
     * The variance of {@code count} values whose sums are in words.
     *
     * @param count from 1
     * @param divisor what to divide by beside the count, from 1
     * @param exponent of a unit of the sum; a unit of the squares is its square
     */
    public static double of(
            long[] sum, int atSum, long[] squares, int atSquares, long count, long divisor, int exponent) {
        if (count >= FIRST_TOO_MANY) {
            return of(
                    integer(sum, atSum, ExactSum.WORDS),
                    integer(squares, atSquares, ExactSquares.WORDS),
                    count,
                    divisor,
                    2 * exponent);
        }
        long high = sum[atSum];
        long low = sum[atSum + 1];
        if (high < 0) {
            low = -low;
            high = low == 0 ? -high : ~high;
        }
        // n S2 in five words, the highest first.
        long p4 = squares[atSquares + 3] * count;
        long carry = unsignedHigh(squares[atSquares + 3], count);
        long p3 = squares[atSquares + 2] * count + carry;
        carry = unsignedHigh(squares[atSquares + 2], count) + (Long.compareUnsigned(p3, carry) < 0 ? 1 : 0);
        long p2 = squares[atSquares + 1] * count + carry;
        carry = unsignedHigh(squares[atSquares + 1], count) + (Long.compareUnsigned(p2, carry) < 0 ? 1 : 0);
        long p1 = squares[atSquares] * count + carry;
        long p0 = unsignedHigh(squares[atSquares], count) + (Long.compareUnsigned(p1, carry) < 0 ? 1 : 0);
        // S1 squared in four words: high² 2^128 + 2 high low 2^64 + low².
        long q4 = low * low;
        long q3 = unsignedHigh(low, low);
        long q2 = high * high;
        long q1 = unsignedHigh(high, high);
        long crossLow = high * low;
        long crossHigh = unsignedHigh(high, low);
        long twiceTop = crossHigh >>> 63;
        crossHigh = (crossHigh << 1) | (crossLow >>> 63);
        crossLow <<= 1;
        q3 += crossLow;
        long up = Long.compareUnsigned(q3, crossLow) < 0 ? 1 : 0;
        q2 += crossHigh;
        long upper = Long.compareUnsigned(q2, crossHigh) < 0 ? 1 : 0;
        q2 += up;
        upper += up == 1 && q2 == 0 ? 1 : 0;
        q1 += twiceTop + upper;
        // The difference, never negative.
        long borrow = Long.compareUnsigned(p4, q4) < 0 ? 1 : 0;
        p4 -= q4;
        long next = Long.compareUnsigned(p3, q3) < 0 || (borrow == 1 && p3 == q3) ? 1 : 0;
        p3 -= q3 + borrow;
        borrow = Long.compareUnsigned(p2, q2) < 0 || (next == 1 && p2 == q2) ? 1 : 0;
        p2 -= q2 + next;
        next = Long.compareUnsigned(p1, q1) < 0 || (borrow == 1 && p1 == q1) ? 1 : 0;
        p1 -= q1 + borrow;
        p0 -= next;
        return divide(p0, p1, p2, p3, p4, count * divisor, 2 * exponent);
    }

    /** A number of five words by one below 2<sup>54</sup>: its first 128 bits decide, and whether there is more. */
    private static double divide(long w0, long w1, long w2, long w3, long w4, long divisor, int exponent) {
        int above = 192;
        while (w0 == 0 && above > 0) {
            w0 = w1;
            w1 = w2;
            w2 = w3;
            w3 = w4;
            w4 = 0;
            above -= 64;
        }
        if (w0 == 0) {
            if (w1 == 0) {
                return 0.0;
            }
            w0 = w1;
            w1 = 0;
            above -= 64;
        }
        int shift = Long.numberOfLeadingZeros(w0);
        long high = shift == 0 ? w0 : (w0 << shift) | (w1 >>> (64 - shift));
        long low = shift == 0 ? w1 : (w1 << shift) | (w2 >>> (64 - shift));
        boolean more = w2 << shift != 0 || w3 != 0 || w4 != 0;
        // So that the quotient has 56 or 57 bits: enough to be rounded, and few enough for the first guess to be wrong
        // by little.
        int cut = 72 - (64 - Long.numberOfLeadingZeros(divisor));
        if (cut < 64) {
            more |= low << (64 - cut) != 0;
            low = (low >>> cut) | (high << (64 - cut));
            high >>>= cut;
        } else {
            more |= low != 0 || (cut > 64 && high << (128 - cut) != 0);
            low = high >>> (cut - 64);
            high = 0;
        }
        // A guess in floating point, and then put right by what it leaves, which is so small that the low words tell.
        long quotient = (long) ((high * 0x1p64 + (low >>> 1) * 2.0) / divisor);
        long rest = low - quotient * divisor;
        long missing = Math.floorDiv(rest, divisor);
        more |= rest != missing * divisor;
        return Rounded.of(0, quotient + missing, more, exponent + above - shift + cut);
    }

    private static long unsignedHigh(long x, long y) {
        return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
    }

    /** The same, from integers of any size. */
    static double of(BigInteger sum, BigInteger squares, long count, long divisor, int squaresExponent) {
        BigInteger n = BigInteger.valueOf(count);
        BigInteger numerator = squares.multiply(n).subtract(sum.multiply(sum));
        return Rounded.quotient(numerator, n.multiply(BigInteger.valueOf(divisor)), squaresExponent);
    }
}
