package dev.forebay.runtime.metrics;

/** Counts of durations in fixed buckets, as Prometheus wants them. One thread at a time. */
final class DurationCounts {
    /** Upper bounds in seconds. */
    static final double[] BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    /** The count of each bucket alone; the last is for everything beyond the last bound. */
    final long[] counts = new long[BOUNDS.length + 1];

    double sumSeconds;

    void add(long nanos) {
        double seconds = nanos / 1e9;
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sumSeconds += seconds;
    }

    DurationCounts copy() {
        DurationCounts copy = new DurationCounts();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.sumSeconds = sumSeconds;
        return copy;
    }
}
