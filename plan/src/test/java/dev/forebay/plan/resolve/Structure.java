package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.TypedExpression;
import java.util.stream.Collectors;

/** A typed tree as text, origins left out: equal texts are equal trees. */
final class Structure {
    private Structure() {}

    static String of(TypedExpression node) {
        String own;
        if (node instanceof TypedExpression.Constant constant) {
            Object value = constant.value();
            own = "constant " + (value instanceof Double d ? Long.toHexString(Double.doubleToRawLongBits(d)) : value);
        } else if (node instanceof TypedExpression.ColumnRef ref) {
            own = "column " + ref.slot() + " " + ref.name();
        } else if (node instanceof TypedExpression.Call call) {
            own = "call " + call.signature().id();
        } else if (node instanceof TypedExpression.Cast cast) {
            own = "cast " + cast.tryCast();
        } else if (node instanceof TypedExpression.InSet in) {
            own = "in " + in.values().stream().map(Structure::of).toList();
        } else if (node instanceof TypedExpression.AggregateRef aggregate) {
            own = "aggregate " + aggregate.text() + " " + aggregate.nullable();
        } else {
            own = node.getClass().getSimpleName();
        }
        return node.operands().stream()
                .map(Structure::of)
                .collect(Collectors.joining(", ", "(" + own + " " + node.type() + ": ", ")"));
    }
}
