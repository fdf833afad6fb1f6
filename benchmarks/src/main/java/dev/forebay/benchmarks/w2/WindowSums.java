package dev.forebay.benchmarks.w2;

/**
 * The aggregates of W2's windows of one payment, by going through the payments of its key from the beginning: first {@link
 * #add} for each, then, where standard deviations are wanted, {@link #addDeviation} for each. One that is in no window does
 * no harm. Reused from payment to payment.
 */
final class WindowSums {

    private final long[] lengths =
            VectorColumns.LENGTHS.stream().mapToLong(length -> length).toArray();
    private final long[] counts = new long[VectorColumns.WINDOWS];
    private final double[] sums = new double[VectorColumns.WINDOWS];
    private final double[] greatest = new double[VectorColumns.WINDOWS];
    private final double[] squares = new double[VectorColumns.WINDOWS];
    private long now;

    /** Begins with the payment itself. */
    void begin(long timeMillis, double amount) {
        now = timeMillis;
        for (int i = 0; i < VectorColumns.WINDOWS; i++) {
            counts[i] = 0;
            sums[i] = 0;
            greatest[i] = amount;
            squares[i] = 0;
        }
        add(timeMillis, amount);
    }

    void add(long timeMillis, double amount) {
        if (timeMillis > now) {
            return;
        }
        for (int i = VectorColumns.WINDOWS - 1; i >= 0 && timeMillis > now - lengths[i]; i--) {
            counts[i]++;
            sums[i] += amount;
            greatest[i] = Math.max(greatest[i], amount);
        }
    }

    void addDeviation(long timeMillis, double amount) {
        if (timeMillis > now) {
            return;
        }
        for (int i = VectorColumns.WINDOWS - 1; i >= 0 && timeMillis > now - lengths[i]; i--) {
            double deviation = amount - sums[i] / counts[i];
            squares[i] += deviation * deviation;
        }
    }

    /** Counts, sums, means, standard deviations, maxima. */
    void ofCustomer(double[] out, int from) {
        int at = from;
        for (int i = 0; i < VectorColumns.WINDOWS; i++, at++) {
            out[at] = counts[i];
            out[at + VectorColumns.WINDOWS] = sums[i];
            out[at + 2 * VectorColumns.WINDOWS] = sums[i] / counts[i];
            out[at + 3 * VectorColumns.WINDOWS] = Math.sqrt(squares[i] / counts[i]);
            out[at + 4 * VectorColumns.WINDOWS] = greatest[i];
        }
    }

    /** Counts, means. */
    void ofTerminal(double[] out, int from) {
        int at = from;
        for (int i = 0; i < VectorColumns.WINDOWS; i++, at++) {
            out[at] = counts[i];
            out[at + VectorColumns.WINDOWS] = sums[i] / counts[i];
        }
    }
}
