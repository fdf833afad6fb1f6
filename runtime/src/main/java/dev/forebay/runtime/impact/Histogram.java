package dev.forebay.runtime.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of two sides in the same bins: the sign, the exponent and the first five bits of the fraction of a double, so that a bin is at most 3 % wide
 * and there are few of them. Deterministic, exact counts, no matter the order. NaN and null have bins of their own.
 */
final class Histogram {
    private static final int DROPPED_BITS = 47;
    private static final int BINS = 10;

    /** What takes the place of a share of 0, so that the index is finite. */
    static final double LEAST_SHARE = 1e-4;

    /** Counts before and after, by the bins' order. */
    private final TreeMap<Long, long[]> bins = new TreeMap<>();

    private final long[] nulls = new long[2];

    void add(int side, double value) {
        bins.computeIfAbsent(bin(value), bin -> new long[2])[side]++;
    }

    void addNull(int side) {
        nulls[side]++;
    }

    private static long bin(double value) {
        if (Double.isNaN(value)) {
            return Long.MAX_VALUE;
        }
        long bits = Double.doubleToRawLongBits(value + 0.0);
        long magnitude = (bits & Long.MAX_VALUE) >>> DROPPED_BITS;
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The middle of a bin. */
    private static double middle(long bin) {
        long magnitude = Math.abs(bin);
        double value =
                magnitude == 0 ? 0 : Double.longBitsToDouble((magnitude << DROPPED_BITS) + (1L << (DROPPED_BITS - 1)));
        return bin < 0 ? -value : value;
    }

    /** The median of a side; NaN where there is nothing. */
    double median(int side) {
        long total = total(side) - nulls[side];
        long passed = 0;
        for (Map.Entry<Long, long[]> bin : bins.entrySet()) {
            passed += bin.getValue()[side];
            if (total > 0 && 2 * passed >= total) {
                return middle(bin.getKey());
            }
        }
        return Double.NaN;
    }

    private long total(int side) {
        return nulls[side]
                + bins.values().stream().mapToLong(counts -> counts[side]).sum();
    }

    /** Sum of (p - q) ln(p / q) over ten bins that hold about as many of the first side each, and nulls. */
    double psi() {
        List<long[]> wide = new ArrayList<>();
        long of = total(0) - nulls[0];
        long[] open = new long[2];
        long passed = 0;
        for (long[] counts : bins.values()) {
            open[0] += counts[0];
            open[1] += counts[1];
            passed += counts[0];
            if (passed * BINS >= (wide.size() + 1L) * of && wide.size() < BINS - 1 && counts[0] > 0) {
                wide.add(open);
                open = new long[2];
            }
        }
        wide.add(open);
        wide.add(nulls);
        return psi(wide, total(0), total(1));
    }

    static double psi(Iterable<long[]> bins, long before, long after) {
        if (before == 0 || after == 0) {
            return 0;
        }
        double sum = 0;
        for (long[] bin : bins) {
            if (bin[0] != 0 || bin[1] != 0) {
                double p = bin[0] == 0 ? LEAST_SHARE : (double) bin[0] / before;
                double q = bin[1] == 0 ? LEAST_SHARE : (double) bin[1] / after;
                sum += (p - q) * StrictMath.log(p / q);
            }
        }
        return sum;
    }

    /** The largest difference between the shares of both sides up to a bin. */
    double distance() {
        long before = total(0);
        long after = total(1);
        if (before == 0 || after == 0) {
            return 0;
        }
        double largest = Math.abs((double) nulls[0] / before - (double) nulls[1] / after);
        long passedBefore = nulls[0];
        long passedAfter = nulls[1];
        for (long[] counts : bins.values()) {
            passedBefore += counts[0];
            passedAfter += counts[1];
            largest = Math.max(largest, Math.abs((double) passedBefore / before - (double) passedAfter / after));
        }
        return largest;
    }
}
