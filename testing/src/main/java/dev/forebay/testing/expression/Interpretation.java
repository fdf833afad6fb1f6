package dev.forebay.testing.expression;

import org.jspecify.annotations.Nullable;

/** What one function means, for all of its overloads. */
@FunctionalInterface
interface Interpretation {

    /**
     * The value for one row.
     *
     * @param arguments the arguments' values; none is null if the signature is strict
     * @return the value, or null
     * @throws RowFailed where the arguments have no result
     */
    @Nullable
    Object apply(Arguments arguments);
}
