package dev.forebay.plan.window;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate over one window. Constructors refuse what is ill-typed.
 *
 * @param function what is computed
 * @param window its place in {@link Windowing#windows}
 * @param argument what is aggregated, row-level; null for {@code COUNT(*)} only
 * @param filter only events for which it is true contribute; row-level; null for all
 * @param offset the n of {@code LAG(x, n)}, from 1; 0 for other functions
 * @param type of the result
 */
public record AggregateRule(
        AggregateFunction function,
        int window,
        @Nullable TypedExpression argument,
        @Nullable TypedExpression filter,
        int offset,
        Type type,
        Origin origin) {

    public AggregateRule {
        if (argument == null
                ? function != AggregateFunction.COUNT
                : !type.equals(function.result(argument.type()).orElse(null))) {
            throw new IllegalArgumentException(function + " of " + argument + " is no " + type);
        }
        if (argument == null && !type.equals(Type.LONG)) {
            throw new IllegalArgumentException("COUNT(*) is no " + type);
        }
        if (filter != null && !filter.type().equals(Type.BOOLEAN)) {
            throw new IllegalArgumentException("a filter of " + filter.type());
        }
        if (function == AggregateFunction.LAG ? offset < 1 : offset != 0) {
            throw new IllegalArgumentException(function + " with offset " + offset);
        }
    }

    /** Whether it may be null. */
    public boolean nullable() {
        return !function.isCount();
    }
}
