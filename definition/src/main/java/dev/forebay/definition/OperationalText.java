package dev.forebay.definition;

import dev.forebay.types.diagnostic.Span;

/**
 * A text under an operational key ({@code source sinks dead_letters state}), where {@code ${NAME}} and {@code ${NAME:-default}}
 * stand for the environment. It may hold a secret: only {@link #written} is ever printed.
 *
 * @param written as it stands in the definition
 * @param value with the environment put in
 * @param span where
 */
public record OperationalText(String written, String value, Span span) {

    /** As it stands in the definition, never the value. */
    @Override
    public String toString() {
        return written;
    }
}
