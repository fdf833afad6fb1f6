package dev.forebay.engine.window;

import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.batch.Vector;
import java.util.List;

/**
 * All that windows know of one key, for people to look at. Times are in microseconds; {@link Long#MIN_VALUE} is before all time.
 *
 * @param newestMicros the largest time of any event of the key
 * @param standsAtMicros the time as of which windows and aggregates stand
 * @param times of the events in the buffer, in their order: by time, then as they were processed
 * @param values what aggregates read of them
 * @param contributions which of them contribute to what
 * @param windows over them
 */
public record KeyView(
        long newestMicros,
        long standsAtMicros,
        Vector times,
        List<Value> values,
        List<Value> contributions,
        List<Window> windows) {

    public KeyView {
        values = List.copyOf(values);
        contributions = List.copyOf(contributions);
        windows = List.copyOf(windows);
    }

    /** How many events the buffer holds. */
    public int events() {
        return times.capacity();
    }

    /** An expression, and its value for each event. */
    public record Value(String expression, Vector vector) {}

    /**
     * A window.
     *
     * @param fromMicros events later than that are in it; before all time where its length is no stretch of time
     * @param toMicros events up to that are in it
     * @param events how many are in it, those included that left the buffer
     * @param first the place of the first of them that is in the buffer, from 0
     * @param end the place behind the last
     */
    public record Window(
            WindowRule rule,
            long fromMicros,
            long toMicros,
            long events,
            int first,
            int end,
            List<Aggregate> aggregates) {
        public Window {
            aggregates = List.copyOf(aggregates);
        }
    }

    /** An aggregate as SQL, and its value in row 0. */
    public record Aggregate(String sql, Vector value) {}
}
