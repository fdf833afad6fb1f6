package dev.forebay.engine.fit;

/**
 * Sums of doubles in numpy's order, on which their last bits depend: pairwise along a column that is contiguous in memory, as every column of a
 * data frame is, one after the other where rows are.
 *
 * <p><b>Source</b>: numpy's documentation of {@code numpy.sum}; the order was found and is held by tests against it.
 */
final class Sums {
    private static final int BLOCK = 128;
    private static final int LANES = 8;

    private Sums() {}

    /** The sum of a column. {@code rowMajor}: rows are contiguous, and there are several columns. */
    static double of(double[] values, boolean rowMajor) {
        return rowMajor ? sequential(values) : 0.0 + pairwise(values, 0, values.length);
    }

    private static double sequential(double[] values) {
        double sum = values.length == 0 ? 0 : values[0];
        for (int i = 1; i < values.length; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static double pairwise(double[] a, int from, int n) {
        if (n < LANES) {
            double sum = -0.0;
            for (int i = 0; i < n; i++) {
                sum += a[from + i];
            }
            return sum;
        }
        if (n <= BLOCK) {
            return block(a, from, n);
        }
        int half = n / 2;
        half -= half % LANES;
        return pairwise(a, from, half) + pairwise(a, from + half, n - half);
    }

    private static double block(double[] a, int from, int n) {
        double r0 = a[from];
        double r1 = a[from + 1];
        double r2 = a[from + 2];
        double r3 = a[from + 3];
        double r4 = a[from + 4];
        double r5 = a[from + 5];
        double r6 = a[from + 6];
        double r7 = a[from + 7];
        int i = LANES;
        for (; i < n - (n % LANES); i += LANES) {
            r0 += a[from + i];
            r1 += a[from + i + 1];
            r2 += a[from + i + 2];
            r3 += a[from + i + 3];
            r4 += a[from + i + 4];
            r5 += a[from + i + 5];
            r6 += a[from + i + 6];
            r7 += a[from + i + 7];
        }
        double sum = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7));
        for (; i < n; i++) {
            sum += a[from + i];
        }
        return sum;
    }

    /** The population variance as {@code numpy.var} has it. */
    static double variance(double[] values, boolean rowMajor) {
        double mean = of(values, rowMajor) / values.length;
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double off = values[i] - mean;
            squares[i] = off * off;
        }
        return of(squares, rowMajor) / values.length;
    }
}
