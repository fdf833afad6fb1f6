package dev.forebay.engine.exact;

import java.math.BigInteger;

/** Sums of doubles, with or without sums of squares, in words and, for what does not fit those, in {@link WideMoments}. */
public final class Moments {
    /** No sum of squares is kept. */
    public static final int NO_SQUARES = -1;

    private static final int EXPONENT_OF_UNIT_MANTISSA = 1075 + ExactSum.UNIT_EXPONENT;

    /** Below it, sum and squares fit their words. */
    private static final int FIRST_TOO_LARGE = 1023 + 47;

    private static final long HIDDEN_BIT = 1L << 52;

    private Moments() {}

    /**
     * Adds a value, or takes it away.
     *
     * @param at where the {@link ExactSum} is
     * @param atSquares where the {@link ExactSquares} are, or {@link #NO_SQUARES}
     * @return what is to be kept of {@code wide}: another object where it was not needed before or is not needed any more
     */
    public static WideMoments change(long[] words, int at, int atSquares, WideMoments wide, double x, boolean away) {
        long bits = Double.doubleToRawLongBits(x);
        int shift = shiftOf(bits);
        if (wide == WideMoments.NONE && shift >= 0) {
            // The common case: the value was taken apart once, for both sums.
            long mantissa = mantissaOf(bits);
            if (ExactSum.addShifted(words, at, mantissa, shift, (bits < 0) != away)) {
                if (atSquares != NO_SQUARES) {
                    ExactSquares.addShifted(words, atSquares, mantissa, shift, away);
                }
                return wide;
            }
        }
        return changeAny(words, at, atSquares, wide, x, away);
    }

    /** How far a double's mantissa is shifted, in the words of a sum; negative where it needs more than that to fit, or fits no sum of squares. */
    static int shiftOf(long bits) {
        int exponent = (int) (bits >>> 52) & 0x7FF;
        return exponent < FIRST_TOO_LARGE ? exponent - EXPONENT_OF_UNIT_MANTISSA : -1;
    }

    static long mantissaOf(long bits) {
        return (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
    }

    private static WideMoments changeAny(
            long[] words, int at, int atSquares, WideMoments wide, double x, boolean away) {
        boolean sumFits = ExactSum.fits(x);
        boolean squareFits = atSquares == NO_SQUARES || ExactSquares.fits(x);
        if (sumFits && squareFits) {
            if (atSquares != NO_SQUARES) {
                ExactSquares.add(words, atSquares, x, away);
            }
            return addFitting(words, at, wide, away ? -x : x);
        }
        WideMoments kept = wide == WideMoments.NONE ? new WideMoments() : wide;
        kept.change(x, !sumFits, atSquares != NO_SQUARES, away);
        if (sumFits) {
            return addFitting(words, at, kept, away ? -x : x);
        }
        return kept.isEmpty() ? WideMoments.NONE : kept;
    }

    private static WideMoments addFitting(long[] words, int at, WideMoments wide, double x) {
        if (ExactSum.add(words, at, x)) {
            return wide != WideMoments.NONE && wide.isEmpty() ? WideMoments.NONE : wide;
        }
        WideMoments kept = wide == WideMoments.NONE ? new WideMoments() : wide;
        kept.move(words, at);
        ExactSum.add(words, at, x);
        return kept;
    }

    /** The sum of all values, rounded once. */
    public static double sum(long[] words, int at, WideMoments wide) {
        if (wide == WideMoments.NONE) {
            return ExactSum.toDouble(words, at, ExactSum.UNIT_EXPONENT);
        }
        if (!wide.isFinite()) {
            boolean both = wide.positiveInfinities > 0 && wide.negativeInfinities > 0;
            return wide.nans > 0 || both
                    ? Double.NaN
                    : wide.positiveInfinities > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return Rounded.of(exactSum(words, at, wide), WideMoments.UNIT);
    }

    /**
     * The variance of all values, exact until one rounding; NaN where one of them is not finite.
     *
     * @param count how many values there are, from 1
     * @param divisor the count for a population, one less for a sample
     */
    public static double variance(long[] words, int at, int atSquares, WideMoments wide, long count, long divisor) {
        if (wide == WideMoments.NONE) {
            return Variance.of(words, at, words, atSquares, count, divisor, ExactSum.UNIT_EXPONENT);
        }
        if (!wide.isFinite()) {
            return Double.NaN;
        }
        WideSum squares = new WideSum();
        squares.addAll(words, atSquares, ExactSquares.WORDS, 2 * ExactSum.UNIT_EXPONENT);
        BigInteger exact = squares.in(2 * WideMoments.UNIT).add(wide.squares.in(2 * WideMoments.UNIT));
        return Variance.of(exactSum(words, at, wide), exact, count, divisor, 2 * WideMoments.UNIT);
    }

    private static BigInteger exactSum(long[] words, int at, WideMoments wide) {
        WideSum fitting = new WideSum();
        fitting.addAll(words, at, ExactSum.WORDS, ExactSum.UNIT_EXPONENT);
        return fitting.in(WideMoments.UNIT).add(wide.sum.in(WideMoments.UNIT));
    }
}
