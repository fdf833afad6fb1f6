package dev.forebay.cli.why;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a window of the event holds.
 *
 * @param key the columns that it is by, with the event's values
 * @param bounds which times are in it, in words
 * @param count how many events are in it
 * @param events the newest of them, or all; the newest last
 */
public record TracedWindow(String name, Map<String, TracedValue> key, String bounds, long count, List<Event> events) {
    public TracedWindow {
        events = List.copyOf(events);
    }

    /**
     * An event in a window.
     *
     * @param id null where events have none
     * @param arguments what each aggregate over the window takes of it
     */
    public record Event(@Nullable String id, String time, Position position, List<Argument> arguments) {
        public Event {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * What an aggregate takes of an event.
     *
     * @param aggregate as SQL
     * @param value of its argument; null for {@code COUNT(*)}
     * @param isTaken whether its filter takes the event
     */
    public record Argument(
            String aggregate, String expression, @Nullable TracedValue value, boolean isTaken) {}
}
