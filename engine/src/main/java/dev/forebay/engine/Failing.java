package dev.forebay.engine;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Type;

/** Whether an expression can put a row in error by itself; most cannot, and then nobody need look for errors. */
final class Failing {
    private Failing() {}

    static boolean canFail(TypedExpression expression) {
        return failsItself(expression) || expression.operands().stream().anyMatch(Failing::canFail);
    }

    private static boolean failsItself(TypedExpression expression) {
        if (expression instanceof TypedExpression.AggregateRef) {
            return true;
        }
        if (expression instanceof TypedExpression.Call call) {
            return call.signature().canFail();
        }
        return expression instanceof TypedExpression.Cast cast
                && !cast.tryCast()
                && (cast.operand().type().kind() == Type.Kind.STRING
                        || cast.type().kind() != Type.Kind.DOUBLE);
    }
}
