package dev.forebay.engine.exact;

/** One sum and one sum of squares, as a window keeps them. */
final class ExactMoments {
    private final long[] words = new long[ExactSum.WORDS + ExactSquares.WORDS];
    private WideMoments wide = WideMoments.NONE;

    void add(double x, boolean away) {
        wide = Moments.change(words, 0, ExactSum.WORDS, wide, x, away);
    }

    double sum() {
        return Moments.sum(words, 0, wide);
    }

    double variance(long count, long divisor) {
        return Moments.variance(words, 0, ExactSum.WORDS, wide, count, divisor);
    }
}
