package dev.forebay.plan.window;

import java.util.List;

/**
 * What events are kept apart by: windows of one grouping share one buffer a key.
 *
 * @param keySlots the columns whose values are the key, in order; row-level
 */
public record Grouping(List<Integer> keySlots) {
    public Grouping {
        keySlots = List.copyOf(keySlots);
        if (keySlots.isEmpty()) {
            throw new IllegalArgumentException("a grouping without columns");
        }
    }
}
