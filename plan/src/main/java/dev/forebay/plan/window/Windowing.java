package dev.forebay.plan.window;

import java.util.List;

/**
 * The windows of a plan. Expressions refer to aggregates by their place, windows to groupings by theirs.
 *
 * @param groupings each set of key columns once
 * @param windows those that aggregates look over
 * @param aggregates each once: the same aggregate in several expressions is one
 */
public record Windowing(List<Grouping> groupings, List<WindowRule> windows, List<AggregateRule> aggregates) {
    /** No windows. */
    public static final Windowing NONE = new Windowing(List.of(), List.of(), List.of());

    public Windowing {
        groupings = List.copyOf(groupings);
        windows = List.copyOf(windows);
        aggregates = List.copyOf(aggregates);
        for (WindowRule window : windows) {
            if (window.grouping() < 0 || window.grouping() >= groupings.size()) {
                throw new IllegalArgumentException("window '" + window.name() + "' is of no grouping");
            }
        }
        for (AggregateRule aggregate : aggregates) {
            if (aggregate.window() < 0 || aggregate.window() >= windows.size()) {
                throw new IllegalArgumentException(aggregate + " is over no window");
            }
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return aggregates.isEmpty();
    }
}
