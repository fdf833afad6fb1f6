package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values that stand beside each other and must be of one type: branches, lists. */
final class Alternatives {
    private final Conversions conversions;
    private final Calls calls;
    private final Diagnostics into;

    Alternatives(Conversions conversions, Calls calls, Diagnostics into) {
        this.conversions = conversions;
        this.calls = calls;
        this.into = into;
    }

    /** All of one type; empty after saying why they cannot be. */
    Optional<List<TypedExpression>> unified(String what, List<TypedExpression> values, Span span) {
        Optional<Type> common = conversions.common(values);
        if (common.isPresent()) {
            return Optional.of(values.stream()
                    .map(value -> conversions.to(value, common.get()))
                    .toList());
        }
        if (values.stream().allMatch(value -> value.type().isNumeric() || conversions.isUntypedNull(value))) {
            into.add(
                    PlanCode.DECIMAL_DIGITS,
                    span,
                    "no decimal has the digits of all of " + typesOf(values),
                    "cast them to one type, such as CAST(x AS decimal(18,2)) or CAST(x AS double)");
        } else {
            into.add(
                    PlanCode.MIXED_RESULTS,
                    span,
                    what + " must be of one type, found " + typesOf(values),
                    "CAST(x AS string) makes a text of each");
        }
        return Optional.empty();
    }

    private String typesOf(List<TypedExpression> values) {
        return values.stream()
                .filter(value -> !conversions.isUntypedNull(value))
                .map(value -> value.type().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** One of constants of the operand's type as a set, anything else as comparisons. */
    Optional<TypedExpression> in(TypedExpression operand, List<TypedExpression> values, Expression.In node) {
        Origin origin = Wording.origin(node.span());
        List<Constant> constants = new ArrayList<>();
        for (TypedExpression value : values) {
            if (!conversions.isUntypedNull(operand)
                    && value instanceof Constant constant
                    && constant.value() != null
                    && conversions.distance(value, operand.type().kind()).isPresent()
                    && conversions.to(value, operand.type()) instanceof Constant converted) {
                constants.add(converted);
            }
        }
        if (constants.size() == values.size()) {
            return Optional.of(new TypedExpression.InSet(operand, constants, origin));
        }
        return compared(operand, values, node, origin);
    }

    private Optional<TypedExpression> compared(
            TypedExpression operand, List<TypedExpression> values, Expression.In node, Origin origin) {
        if (!calls.affords(operand, values.size(), node.span())) {
            return Optional.empty();
        }
        List<TypedExpression> comparisons = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Span at = node.values().get(i).span();
            calls.comparison("=", operand, values.get(i), at, at).ifPresent(comparisons::add);
        }
        if (comparisons.size() < values.size()) {
            return Optional.empty();
        }
        return Optional.of(comparisons.size() == 1 ? comparisons.get(0) : Calls.or(comparisons, origin));
    }
}
