package dev.forebay.definition;

import dev.forebay.types.diagnostic.Span;
import java.util.function.Function;

/**
 * Something that was written, and where.
 *
 * @param value what
 * @param span where
 */
public record Located<T>(T value, Span span) {

    public <R> Located<R> map(Function<? super T, ? extends R> function) {
        return new Located<>(function.apply(value), span);
    }
}
