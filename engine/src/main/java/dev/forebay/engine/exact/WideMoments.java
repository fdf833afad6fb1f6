package dev.forebay.engine.exact;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The part of a sum, and of a sum of squares, that does not fit their words: tiny and huge values, and how many were NaN or infinite.
 */
public final class WideMoments {
    /** Of a sum whose every value fits. Not to be changed. */
    public static final WideMoments NONE = new WideMoments();

    private static final long HIDDEN_BIT = 1L << 52;

    /** In units of the smallest double. */
    static final int UNIT = -1074;

    final WideSum sum = new WideSum();
    final WideSum squares = new WideSum();
    int nans;
    int positiveInfinities;
    int negativeInfinities;

    /** Values here that were not taken away yet. */
    private long members;

    /** Whether a sum moved in here because its words were full: then it stays. */
    private boolean keeps;

    WideMoments() {}

    /** Whether nothing is left in it. */
    boolean isEmpty() {
        return members == 0 && !keeps;
    }

    boolean isFinite() {
        return nans == 0 && positiveInfinities == 0 && negativeInfinities == 0;
    }

    void move(long[] words, int at) {
        sum.addAll(words, at, ExactSum.WORDS, ExactSum.UNIT_EXPONENT);
        words[at] = 0;
        words[at + 1] = 0;
        keeps = true;
    }

    /** Adds a value, or takes it away, where it is not in the words. */
    void change(double x, boolean inSum, boolean inSquares, boolean away) {
        int one = away ? -1 : 1;
        members += one;
        if (Double.isNaN(x)) {
            nans += one;
        } else if (x == Double.POSITIVE_INFINITY) {
            positiveInfinities += one;
        } else if (x == Double.NEGATIVE_INFINITY) {
            negativeInfinities += one;
        } else {
            finite(x, inSum, inSquares, away);
        }
    }

    private void finite(double x, boolean inSum, boolean inSquares, boolean away) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        long mantissa = bits & (HIDDEN_BIT - 1);
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= HIDDEN_BIT;
        }
        if (inSum) {
            sum.add(0, mantissa, exponent - 1075, away != (bits < 0));
        }
        if (inSquares) {
            squares.add(Math.multiplyHigh(mantissa, mantissa), mantissa * mantissa, 2 * (exponent - 1075), away);
        }
    }

    /** Writes it as longs. */
    public void write(LongConsumer to) {
        to.accept(members);
        to.accept(keeps ? 1 : 0);
        if (!isEmpty()) {
            to.accept(nans);
            to.accept(positiveInfinities);
            to.accept(negativeInfinities);
            sum.write(to);
            squares.write(to);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static WideMoments read(LongSupplier from) {
        WideMoments read = new WideMoments();
        read.members = from.getAsLong();
        read.keeps = from.getAsLong() != 0;
        if (read.isEmpty()) {
            return NONE;
        }
        read.nans = (int) from.getAsLong();
        read.positiveInfinities = (int) from.getAsLong();
        read.negativeInfinities = (int) from.getAsLong();
        read.sum.read(from);
        read.squares.read(from);
        return read;
    }

    /** How much memory it takes, in bytes, nearly. */
    public long bytes() {
        return 64 + sum.bytes() + squares.bytes();
    }
}
