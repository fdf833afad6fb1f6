package dev.forebay.runtime.metrics;

import java.util.Arrays;

/**
 * Counts of durations in whole milliseconds: exact below 64 ms, above that within 1.6 %. Adding costs a few nanoseconds. One thread at a
 * time.
 */
public final class LatencyHistogram {
    private static final int EXACT_BITS = 6;
    private static final int STEPS = 1 << (EXACT_BITS - 1);
    private static final int BUCKETS = (1 << EXACT_BITS) + STEPS * (63 - EXACT_BITS);

    private final long[] counts = new long[BUCKETS];
    private long count;
    private double sumMillis;

    /** Adds a duration; a negative one (a clock that was set back, a record from the future) counts as 0. */
    public void add(long millis) {
        long value = Math.max(0, millis);
        counts[bucket(value)]++;
        count++;
        sumMillis += value;
    }

    public void addAll(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sumMillis += other.sumMillis;
    }

    public void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        sumMillis = 0;
    }

    public long count() {
        return count;
    }

    public double sumMillis() {
        return sumMillis;
    }

    /** How many durations were at most {@code millis}, to the histogram's precision. */
    public long countUpTo(long millis) {
        long sum = 0;
        int last = bucket(millis);
        for (int i = 0; i <= last; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** The duration that a share of all, 0 to 1, do not exceed; NaN without any. */
    public double quantile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return highest(i);
            }
        }
        return highest(counts.length - 1);
    }

    private static int bucket(long value) {
        if (value < 1 << EXACT_BITS) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - (EXACT_BITS - 1);
        return (1 << EXACT_BITS) + (shift - 1) * STEPS + (int) (value >>> shift) - STEPS;
    }

    /** The largest value that falls into a bucket. */
    private static long highest(int bucket) {
        if (bucket < 1 << EXACT_BITS) {
            return bucket;
        }
        int above = bucket - (1 << EXACT_BITS);
        int shift = above / STEPS + 1;
        long step = (above % STEPS) + (long) STEPS;
        return ((step + 1) << shift) - 1;
    }
}
