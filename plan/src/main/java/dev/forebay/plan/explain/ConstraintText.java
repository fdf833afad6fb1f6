package dev.forebay.plan.explain;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.ExpressionText;
import java.util.stream.Collectors;

/** The rules of single columns, nearly as SQL. */
final class ConstraintText {
    private ConstraintText() {}

    static String of(String column, Plan.Constraint constraint) {
        if (constraint instanceof Plan.Constraint.Bound bound) {
            return column + (bound.lower() ? " >= " : " <= ") + ExpressionText.of(bound.bound());
        }
        if (constraint instanceof Plan.Constraint.OneOf oneOf) {
            return column + " IN ("
                    + oneOf.values().stream().map(ExpressionText::of).collect(Collectors.joining(", ")) + ")";
        }
        if (constraint instanceof Plan.Constraint.Matches matches) {
            return column + " matches " + matches.pattern().pattern();
        }
        Plan.Constraint.Length length = (Plan.Constraint.Length) constraint;
        if (length.maximum() == Long.MAX_VALUE) {
            return "LENGTH(" + column + ") >= " + length.minimum();
        }
        return length.minimum() == 0
                ? "LENGTH(" + column + ") <= " + length.maximum()
                : "LENGTH(" + column + ") BETWEEN " + length.minimum() + " AND " + length.maximum();
    }
}
