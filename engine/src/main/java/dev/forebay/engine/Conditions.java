package dev.forebay.engine;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.util.List;

/** Conditions that the engine writes itself, as expressions, so that they are computed as a user's are. */
final class Conditions {
    private Conditions() {}

    static TypedExpression atLeast(TypedExpression value, Constant bound) {
        return call(">=", List.of(value, bound), Type.BOOLEAN, bound.origin());
    }

    static TypedExpression atMost(TypedExpression value, Constant bound) {
        return call("<=", List.of(value, bound), Type.BOOLEAN, bound.origin());
    }

    static TypedExpression length(ColumnRef text) {
        return call("LENGTH", List.of(text), Type.LONG, text.origin());
    }

    private static TypedExpression call(String function, List<TypedExpression> operands, Type type, Origin origin) {
        List<Type.Kind> kinds =
                operands.stream().map(operand -> operand.type().kind()).toList();
        Signature signature = FunctionLibrary.find(function).orElseThrow().signatures().stream()
                .filter(overload -> overload.parameters().equals(kinds))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + function + " of " + kinds));
        return new Call(signature, operands, type, origin);
    }
}
