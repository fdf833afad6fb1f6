package dev.forebay.testing;

import dev.forebay.plan.Plan.Constraint;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.types.batch.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a constraint says of a value. */
final class ReferenceConstraints {
    private ReferenceConstraints() {}

    static List<Finding> broken(Constraint constraint, String column, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (constraint instanceof Constraint.Bound bound) {
            int order = compare(value, bound.bound());
            return bound.lower()
                    ? finding(order < 0, ReasonCode.BELOW_MIN, column)
                    : finding(order > 0, ReasonCode.ABOVE_MAX, column);
        }
        if (constraint instanceof Constraint.OneOf oneOf) {
            boolean none = oneOf.values().stream().allMatch(allowed -> compare(value, allowed) != 0);
            return finding(none, ReasonCode.NOT_IN_SET, column);
        }
        String text = (String) value;
        if (constraint instanceof Constraint.Matches matches) {
            return finding(!matches.pattern().matcher(text).matches(), ReasonCode.PATTERN, column);
        }
        Constraint.Length length = (Constraint.Length) constraint;
        long characters = text.codePoints().count();
        return characters < length.minimum()
                ? finding(true, ReasonCode.TOO_SHORT, column)
                : finding(characters > length.maximum(), ReasonCode.TOO_LONG, column);
    }

    private static List<Finding> finding(boolean broken, ReasonCode code, String column) {
        return broken ? List.of(new Finding(code, column)) : List.of();
    }

    private static int compare(Object value, TypedExpression.Constant constant) {
        Object other = ReferenceEvaluator.evaluate(constant, List.of());
        if (other == null) {
            throw new IllegalArgumentException("a constraint with null");
        }
        return ReferenceEvaluator.compare(value, other);
    }
}
