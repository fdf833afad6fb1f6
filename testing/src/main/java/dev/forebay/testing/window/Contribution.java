package dev.forebay.testing.window;

import dev.forebay.testing.expression.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What one event gives one aggregate.
 *
 * @param counts whether it contributes: its filter is true, and its argument, if there is one, has a value
 * @param value the value of the argument; null where there is none
 * @param failure why the aggregate is in error on this very event; null where it is not
 */
record Contribution(
        boolean counts, @Nullable Object value, @Nullable Failure failure) {}
