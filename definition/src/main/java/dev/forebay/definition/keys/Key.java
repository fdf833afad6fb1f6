package dev.forebay.definition.keys;

import org.jspecify.annotations.Nullable;

/**
 * One key of a mapping in a definition.
 *
 * @param name the key
 * @param shape what its value looks like
 * @param status whether it is needed, may be left out, or is reserved for later
 * @param meaning one or two sentences for people
 * @param fallback what holds where it is left out, as it would be written; null where nothing does
 * @param example a value, as it would be written; null where the shape says it all
 */
public record Key(
        String name,
        Shape shape,
        Status status,
        String meaning,
        @Nullable String fallback,
        @Nullable String example) {

    /** Whether a key must, may or cannot yet be written. */
    public enum Status {
        REQUIRED,
        OPTIONAL,
        LATER
    }

    static Key required(String name, Shape shape, String meaning) {
        return new Key(name, shape, Status.REQUIRED, meaning, null, null);
    }

    static Key optional(String name, Shape shape, String meaning) {
        return new Key(name, shape, Status.OPTIONAL, meaning, null, null);
    }

    static Key later(String name, String meaning) {
        return new Key(name, Shape.Value.ANY, Status.LATER, meaning, null, null);
    }

    Key defaultsTo(String value) {
        return new Key(name, shape, status, meaning, value, example);
    }

    Key example(String value) {
        return new Key(name, shape, status, meaning, fallback, value);
    }
}
