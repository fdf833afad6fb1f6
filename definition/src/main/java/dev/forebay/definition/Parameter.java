package dev.forebay.definition;

import dev.forebay.types.diagnostic.Span;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value of a transformer's parameter as written: a single value, or a list of them.
 *
 * @param values one where it is no list
 * @param isList whether it was written as a list
 */
public record Parameter(List<Scalar> values, boolean isList, Span span) {
    public Parameter {
        values = List.copyOf(values);
        if (!isList && values.size() != 1) {
            throw new IllegalArgumentException(values.size() + " values that are no list");
        }
    }

    public static Parameter of(Scalar scalar) {
        return new Parameter(List.of(scalar), false, scalar.span());
    }

    /** Whether it is a single value of this kind. */
    public boolean is(Scalar.Kind kind) {
        return !isList && values.get(0).kind() == kind;
    }

    /** The text of a single value, or of all of a list. */
    public String text() {
        return isList
                ? values.stream().map(Scalar::text).collect(Collectors.joining(", ", "[", "]"))
                : values.get(0).text();
    }
}
