package dev.forebay.definition;

import dev.forebay.types.diagnostic.Span;

/**
 * A literal value in YAML (a constraint's bound, a parameter, a test's value), read by YAML 1.2's core schema.
 *
 * @param kind what the core schema takes it for; a quoted text is always a {@link Kind#STRING}
 * @param text the characters, without quotes
 * @param span where
 */
public record Scalar(Kind kind, String text, Span span) {

    public enum Kind {
        NULL,
        BOOLEAN,
        INTEGER,
        FLOAT,
        STRING
    }
}
