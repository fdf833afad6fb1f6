package dev.forebay.engine.exact;

/**
 * A double taken apart once, to be added to several sums. Only values that fit the words of every sum, as most do; for others
 * {@link Moments#change} is there.
 */
public final class Term {
    private long high;
    private long low;
    private long top;
    private long upper;
    private long lower;
    private long bottom;

    /**
     * Takes a value apart.
     *
     * @return whether it fits the words of sums and of sums of squares; otherwise there is nothing to {@link #add}
     */
    public boolean set(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int shift = Moments.shiftOf(bits);
        if (shift < 0) {
            return false;
        }
        long mantissa = Moments.mantissaOf(bits);
        low = ExactSum.low(mantissa, shift);
        high = ExactSum.high(mantissa, shift);
        if (bits < 0) {
            low = -low;
            high = low == 0 ? -high : ~high;
        }
        long squareHigh = Math.multiplyHigh(mantissa, mantissa);
        long squareLow = mantissa * mantissa;
        int bit = (2 * shift) & 63;
        long first = bit == 0 ? 0 : squareHigh >>> (64 - bit);
        long second = bit == 0 ? squareHigh : (squareHigh << bit) | (squareLow >>> (64 - bit));
        long third = squareLow << bit;
        boolean isSmall = shift < 32;
        top = isSmall ? 0 : first;
        upper = isSmall ? first : second;
        lower = isSmall ? second : third;
        bottom = isSmall ? third : 0;
        return true;
    }

    /**
     * Adds the value to a sum, and its square to a sum of squares.
     *
     * @param at where the {@link ExactSum} is
     * @param atSquares where the {@link ExactSquares} are, or {@link Moments#NO_SQUARES}
     * @return false, with nothing changed, where the sum would not fit its words
     */
    public boolean add(long[] words, int at, int atSquares) {
        if (!ExactSum.add(words, at, high, low)) {
            return false;
        }
        if (atSquares != Moments.NO_SQUARES) {
            ExactSquares.add(words, atSquares, top, upper, lower, bottom);
        }
        return true;
    }
}
