package dev.forebay.engine.fit;

import java.util.Arrays;

/** Order statistics of a column, exact, as numpy calculates them; a missing value counts as none. */
final class Quantiles {
    private static final double HALF = 0.5;

    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    static Quantiles of(double[] values) {
        double[] sorted = Arrays.stream(values).filter(x -> !Double.isNaN(x)).toArray();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double least() {
        return isEmpty() ? Double.NaN : sorted[0];
    }

    double greatest() {
        return isEmpty() ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The mean of the two in the middle. */
    double median() {
        if (isEmpty()) {
            return Double.NaN;
        }
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** {@code numpy.percentile}, method {@code linear}. */
    double linear(double percent) {
        double virtual = (sorted.length - 1) * (percent / 100);
        return between(virtual, virtual - Math.floor(virtual));
    }

    /** {@code numpy.percentile}, method {@code averaged_inverted_cdf}. */
    double averagedInvertedCdf(double percent) {
        double virtual = sorted.length * (percent / 100) - 1;
        return between(virtual, virtual - Math.floor(virtual) == 0 ? HALF : 1);
    }

    private double between(double virtual, double weight) {
        if (isEmpty()) {
            return Double.NaN;
        }
        if (virtual < 0) {
            return sorted[0];
        }
        if (virtual >= sorted.length - 1) {
            return sorted[sorted.length - 1];
        }
        double a = sorted[(int) virtual];
        double b = sorted[(int) virtual + 1];
        double apart = b - a;
        return weight >= HALF ? b - apart * (1 - weight) : a + apart * weight;
    }

    /** {@code numpy.linspace(start, stop, count)}. */
    static double[] spaced(double start, double stop, int count) {
        double[] points = new double[count];
        int gaps = count - 1;
        double step = (stop - start) / gaps;
        for (int i = 0; i < count; i++) {
            points[i] = gaps == 0 ? start : (step == 0 ? (i / (double) gaps) * (stop - start) : i * step) + start;
        }
        if (gaps > 0) {
            points[gaps] = stop;
        }
        return points;
    }
}
