package dev.forebay.types;

import java.util.List;

/**
 * One column of the input: where it is found in an event and what it must be.
 *
 * @param name the column's name in expressions
 * @param path the keys that lead to it in a nested event, outermost first; for a flat field its own name alone
 * @param type the type of its values
 * @param timestampFormat how a {@code timestamp} is written; {@link TimestampFormat#RFC3339} for every other type
 * @param optional whether it may be absent or null; an event that lacks one that is not optional is rejected
 */
public record Field(String name, List<String> path, Type type, TimestampFormat timestampFormat, boolean optional) {

    /** How a timestamp is written in an event. */
    public enum TimestampFormat {
        /** Text as RFC 3339 has it; without a zone it is UTC; digits finer than a microsecond are floored. */
        RFC3339,
        /** A number of seconds since 1970-01-01T00:00:00Z; a fraction is allowed, floored to a microsecond. */
        EPOCH_SECONDS,
        /** A whole number of milliseconds since 1970-01-01T00:00:00Z. */
        EPOCH_MILLIS,
        /** A whole number of microseconds since 1970-01-01T00:00:00Z. */
        EPOCH_MICROS
    }

    public Field {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("field " + name + " has no path");
        }
    }

    /** A flat field that is found under its own name. */
    public static Field of(String name, Type type, boolean optional) {
        return new Field(name, List.of(name), type, TimestampFormat.RFC3339, optional);
    }
}
