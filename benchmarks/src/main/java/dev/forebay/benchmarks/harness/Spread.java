package dev.forebay.benchmarks.harness;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The median of several measured values, with the least and the greatest. All NaN when there are none. */
public record Spread(double median, double min, double max) {

    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int count = sorted.length;
        if (count == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Spread(median, sorted[0], sorted[count - 1]);
    }

    /** For people, with three digits that count: {@code 113,000 (108,000-119,000)}; a dash when there are no values. */
    public String text() {
        return Double.isNaN(median) ? "-" : "%s (%s-%s)".formatted(number(median), number(min), number(max));
    }

    private static String number(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 1000) {
            double unit = Math.pow(10, Math.floor(Math.log10(magnitude)) - 2);
            return String.format(Locale.ROOT, "%,.0f", Math.rint(value / unit) * unit);
        }
        int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 0.1 ? 2 : 5;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
