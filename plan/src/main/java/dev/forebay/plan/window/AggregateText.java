package dev.forebay.plan.window;

import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import org.jspecify.annotations.Nullable;

/** Writes aggregates as SQL in one canonical form. Equal texts over the same columns and windows are equal aggregates. */
public final class AggregateText {
    private AggregateText() {}

    /**
     * An aggregate on one line: {@code SUM(amount) FILTER (WHERE channel = 'web') OVER customer_7d}.
     *
     * @param window the window's name
     */
    public static String of(
            AggregateFunction function,
            @Nullable TypedExpression argument,
            @Nullable TypedExpression filter,
            int offset,
            String window) {
        return function.sqlName()
                + "(" + arguments(function, argument, offset) + ")"
                + (filter == null ? "" : " FILTER (WHERE " + ExpressionText.of(filter) + ")")
                + " OVER " + ExpressionText.name(window);
    }

    /** An aggregate of a plan. */
    public static String of(AggregateRule aggregate, Windowing windowing) {
        return of(
                aggregate.function(),
                aggregate.argument(),
                aggregate.filter(),
                aggregate.offset(),
                windowing.windows().get(aggregate.window()).name());
    }

    private static String arguments(AggregateFunction function, @Nullable TypedExpression argument, int offset) {
        if (argument == null) {
            return "*";
        }
        String text = ExpressionText.of(argument);
        return switch (function) {
            case COUNT_DISTINCT -> "DISTINCT " + behindKeyword(text);
            case LAG -> offset == 1 ? text : text + ", " + offset;
            default -> text;
        };
    }

    /** A sign or NOT behind DISTINCT would make that word a name. */
    private static String behindKeyword(String text) {
        return text.startsWith("-") || text.startsWith("NOT ") ? "(" + text + ")" : text;
    }
}
