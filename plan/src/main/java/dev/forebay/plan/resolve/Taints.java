package dev.forebay.plan.resolve;

import dev.forebay.definition.Located;
import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/** Where values may stand that are known only some time after their event: in aggregates over late windows, and in keep. */
final class Taints {
    private Taints() {}

    /** The taint of an expression; its aggregates have none. */
    static @Nullable Taint of(TypedExpression expression, Scope scope) {
        Taint taint = expression instanceof TypedExpression.ColumnRef ref ? scope.taint(ref.name()) : null;
        for (TypedExpression operand : expression.operands()) {
            taint = Taint.later(taint, of(operand, scope));
        }
        return taint;
    }

    /** Says so where a column is known only later. */
    static void refuse(Located<String> name, String place, Scope scope, Diagnostics into) {
        refuse(name.value(), name.span(), place, scope, into);
    }

    /** Says so where an expression reads a column that is known only later. */
    static void refuse(@Nullable Expression expression, String place, Scope scope, Diagnostics into) {
        if (expression != null) {
            Names.in(expression).forEach(name -> refuse(name.name(), name.span(), place, scope, into));
        }
    }

    static void refuse(String name, Span span, String place, Scope scope, Diagnostics into) {
        Taint taint = scope.taint(name);
        if (taint != null && taint.micros() > 0) {
            into.add(
                    PlanCode.KNOWN_LATER,
                    span,
                    what(name, taint) + ", so " + place,
                    "it may be used by aggregates over a window with delay: " + Durations.text(taint.micros())
                            + ", or more, and in output.keep");
        }
    }

    /** As {@link #refuse}, and also where a column is computed of the target that its own event is to tell. */
    static void refuseAnswer(String name, Span span, String place, Scope scope, Diagnostics into) {
        Taint taint = scope.taint(name);
        if (taint != null && taint.micros() == 0) {
            into.add(
                    PlanCode.KNOWN_LATER,
                    span,
                    what(name, taint) + ", so " + place,
                    "aggregates over a window with a delay, or with exclude: current, may use it, and output.keep",
                    "say when it is known: " + taint.column() + ": {type: ..., known_after: 7d}");
        } else {
            refuse(name, span, place, scope, into);
        }
    }

    static String what(String name, Taint taint) {
        return "'" + name + "' is "
                + (name.equals(taint.column()) ? "" : "computed from '" + taint.column() + "', which is ")
                + (taint.micros() == 0
                        ? "the target of a TargetEncoder: what the model is to tell"
                        : "known only " + Durations.text(taint.micros()) + " after its event");
    }
}
