package dev.forebay.cli.why;

import dev.forebay.plan.window.WindowRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Which events one window of one event holds, by the formulas of the manual's page on windows and by nothing else: it does not ask the engine.
 *
 * <p>It is given the earlier events of the key in processing order. Memory: the newest {@code most} of those that may be in the window, and those
 * that are later than the event and came before it.
 */
final class WindowContents {
    private final WindowRule rule;
    private final long timeMicros;
    private final int most;
    /** Those up to where the window ends; of a window of {@code rows} its newest. */
    private final TreeMap<Place, TracedWindow.Event> before = new TreeMap<>();
    /** Those after it: what has passed since may be in the window of an event that came too late. */
    private final TreeMap<Place, TracedWindow.Event> after = new TreeMap<>();

    private boolean isCut;
    private long newestMicros = Long.MIN_VALUE;
    private long sequence;

    private record Place(long timeMicros, long sequence) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::timeMicros).thenComparingLong(Place::sequence);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * For one event.
     *
     * @param timeMicros the event's time
     * @param most how many events to tell at most
     */
    WindowContents(WindowRule rule, long timeMicros, int most) {
        this.rule = rule;
        this.timeMicros = timeMicros;
        this.most = rule.rows() == WindowRule.UNBOUNDED ? most : (int) Math.min(Integer.MAX_VALUE - 1, rule.rows());
    }

    /** Takes the next earlier event of the key. */
    void add(long eventMicros, long horizonMicros, Supplier<TracedWindow.Event> event) {
        forget(horizonMicros);
        newestMicros = Math.max(newestMicros, eventMicros);
        long end = minus(timeMicros, rule.delayMicros());
        Place place = new Place(eventMicros, sequence++);
        if (eventMicros > end) {
            if (!rule.isSliding()) {
                after.put(place, event.get());
            }
            return;
        }
        if (rule.isSliding() && eventMicros <= minus(end, rule.lastMicros())) {
            return;
        }
        if (before.size() == most) {
            isCut = true;
            if (most == 0 || place.compareTo(before.firstKey()) < 0) {
                return;
            }
            before.pollFirstEntry();
        }
        before.put(place, event.get());
    }

    /** A key that was silent for long enough is forgotten. */
    private void forget(long horizonMicros) {
        if (rule.idleMicros() != WindowRule.UNBOUNDED
                && horizonMicros != Long.MIN_VALUE
                && newestMicros <= minus(horizonMicros, rule.idleMicros())) {
            before.clear();
            after.clear();
            isCut = false;
        }
    }

    /**
     * What the window holds now that the event itself comes.
     *
     * @param clockMicros what had passed before it
     * @param event itself
     */
    List<TracedWindow.Event> close(long clockMicros, long horizonMicros, TracedWindow.Event event) {
        forget(horizonMicros);
        long passed = minus(Math.max(timeMicros, clockMicros), rule.delayMicros());
        long end = minus(timeMicros, rule.delayMicros());
        TreeMap<Place, TracedWindow.Event> inside = new TreeMap<>(before);
        if (rule.isSliding()) {
            inside = new TreeMap<>(inside.tailMap(new Place(minus(passed, rule.lastMicros()), Long.MAX_VALUE), false));
        } else {
            inside.putAll(after.headMap(new Place(passed, Long.MAX_VALUE), true));
        }
        if (rule.rows() != WindowRule.UNBOUNDED) {
            shrink(inside, rule.rows());
            inside = new TreeMap<>(inside.headMap(new Place(end, Long.MAX_VALUE), true));
        }
        if (rule.seesCurrent()) {
            inside.put(new Place(timeMicros, sequence), event);
        }
        if (rule.rows() != WindowRule.UNBOUNDED) {
            shrink(inside, rule.rows());
        }
        return new ArrayList<>(inside.values());
    }

    private static void shrink(NavigableMap<Place, TracedWindow.Event> events, long most) {
        while (events.size() > most) {
            events.pollFirstEntry();
        }
    }

    /** Whether there may be more than {@link #close} tells. */
    boolean isCut() {
        return isCut && rule.rows() == WindowRule.UNBOUNDED;
    }

    /** Which times are in the window of an event before which {@code clockMicros} had passed. */
    Bounds bounds(long clockMicros) {
        long end = minus(Math.max(timeMicros, clockMicros), rule.delayMicros());
        return rule.isSliding()
                ? new Bounds(minus(end, rule.lastMicros()), minus(timeMicros, rule.delayMicros()))
                : new Bounds(Long.MIN_VALUE, rule.isLifetime() ? end : minus(timeMicros, rule.delayMicros()));
    }

    /**
     * Which times are in a window.
     *
     * @param afterMicros exclusive; {@link Long#MIN_VALUE} for all of the past
     * @param upToMicros inclusive
     */
    record Bounds(long afterMicros, long upToMicros) {}

    /** Times are far from the ends of a long, but for those before all time. */
    private static long minus(long timeMicros, long durationMicros) {
        long difference = timeMicros - durationMicros;
        return difference > timeMicros ? Long.MIN_VALUE : difference;
    }
}
