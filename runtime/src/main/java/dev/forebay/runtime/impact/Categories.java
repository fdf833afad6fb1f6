package dev.forebay.runtime.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each text stands on two sides; the first thousand different ones are counted apart, all others together. */
final class Categories {
    private static final int MOST = 1000;

    private final Map<String, long[]> counts = new HashMap<>();
    private final long[] others = new long[2];
    private final long[] totals = new long[2];

    void add(int side, String text) {
        long[] found = counts.get(text);
        if (found == null && counts.size() < MOST) {
            found = new long[2];
            counts.put(text, found);
        }
        (found == null ? others : found)[side]++;
        totals[side]++;
    }

    double psi() {
        List<long[]> all = new ArrayList<>(counts.values());
        all.add(others);
        // One order of adding, whatever order the texts came in: a sum of doubles depends on it.
        all.sort(Comparator.<long[]>comparingLong(one -> one[0]).thenComparingLong(one -> one[1]));
        return Histogram.psi(all, totals[0], totals[1]);
    }

    /** The largest difference of a share. */
    double distance() {
        double largest = 0;
        for (long[] one : counts.values()) {
            if (totals[0] > 0 && totals[1] > 0) {
                largest = Math.max(largest, Math.abs((double) one[0] / totals[0] - (double) one[1] / totals[1]));
            }
        }
        return largest;
    }
}
