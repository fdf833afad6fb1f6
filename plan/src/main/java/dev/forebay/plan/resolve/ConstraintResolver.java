package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Scalar;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of one column: whether its type has them and their values are of its type. */
final class ConstraintResolver {
    private final Diagnostics into;

    ConstraintResolver(Diagnostics into) {
        this.into = into;
    }

    /** The rules that are right, in the order they are written; a minimum and maximum of length as one. */
    List<Plan.Constraint> resolve(Definition.SchemaColumn column, int slot) {
        List<Plan.Constraint> resolved = new ArrayList<>();
        Definition.Constraint.@Nullable MinLength shortest = null;
        Definition.Constraint.@Nullable MaxLength longest = null;
        for (Definition.Constraint written : column.constraints()) {
            if (written instanceof Definition.Constraint.Min min) {
                bound(column, slot, true, min.bound(), min.span()).ifPresent(resolved::add);
            } else if (written instanceof Definition.Constraint.Max max) {
                bound(column, slot, false, max.bound(), max.span()).ifPresent(resolved::add);
            } else if (written instanceof Definition.Constraint.In in) {
                oneOf(column, slot, in).ifPresent(resolved::add);
            } else if (written instanceof Definition.Constraint.Pattern pattern) {
                matches(column, slot, pattern).ifPresent(resolved::add);
            } else if (written instanceof Definition.Constraint.MinLength least) {
                shortest = least;
            } else if (written instanceof Definition.Constraint.MaxLength most) {
                longest = most;
            }
        }
        length(column, slot, shortest, longest).ifPresent(resolved::add);
        requireRange(column, resolved);
        return resolved;
    }

    private Optional<Plan.Constraint> bound(
            Definition.SchemaColumn column, int slot, boolean lower, Scalar scalar, Span span) {
        Type type = column.type().value();
        boolean ordered = type.isNumeric() || type.kind() == Type.Kind.TIMESTAMP || type.kind() == Type.Kind.DATE;
        if (!ordered) {
            hasNot(column, lower ? "min" : "max", span, "min and max bound numbers, timestamps and dates");
            return Optional.empty();
        }
        return ScalarValues.constant(scalar, type, into)
                .map(constant -> new Plan.Constraint.Bound(slot, lower, constant, Wording.origin(span)));
    }

    private Optional<Plan.Constraint> oneOf(
            Definition.SchemaColumn column, int slot, Definition.Constraint.In written) {
        List<Constant> values = new ArrayList<>();
        for (Scalar scalar : written.values()) {
            ScalarValues.constant(scalar, column.type().value(), into).ifPresent(values::add);
        }
        return values.size() < written.values().size() || values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan.Constraint.OneOf(slot, values, Wording.origin(written.span())));
    }

    private Optional<Plan.Constraint> matches(
            Definition.SchemaColumn column, int slot, Definition.Constraint.Pattern written) {
        if (!isText(column, "pattern", written.span())) {
            return Optional.empty();
        }
        Pattern pattern =
                Patterns.compile(written.regex().value(), written.regex().span(), PlanCode.CONSTRAINT_VALUE, into);
        return Optional.ofNullable(pattern)
                .map(compiled -> new Plan.Constraint.Matches(slot, compiled, Wording.origin(written.span())));
    }

    private Optional<Plan.Constraint> length(
            Definition.SchemaColumn column,
            int slot,
            Definition.Constraint.@Nullable MinLength shortest,
            Definition.Constraint.@Nullable MaxLength longest) {
        Definition.Constraint first = shortest != null ? shortest : longest;
        if (first == null || !isText(column, shortest != null ? "min_length" : "max_length", first.span())) {
            return Optional.empty();
        }
        long least = shortest == null ? 0 : shortest.codePoints();
        long most = longest == null ? Long.MAX_VALUE : longest.codePoints();
        if (least > most) {
            into.add(
                    PlanCode.CONSTRAINT_VALUE,
                    Objects.requireNonNull(longest).span(),
                    "no text of '" + column.name().value() + "' has at least " + least + " and at most " + most
                            + " characters");
            return Optional.empty();
        }
        return Optional.of(new Plan.Constraint.Length(slot, least, most, Wording.origin(first.span())));
    }

    private boolean isText(Definition.SchemaColumn column, String rule, Span span) {
        boolean text = column.type().value().kind() == Type.Kind.STRING;
        if (!text) {
            hasNot(column, rule, span, "pattern, min_length and max_length are for columns of type string");
        }
        return text;
    }

    private void hasNot(Definition.SchemaColumn column, String rule, Span span, String note) {
        into.add(
                PlanCode.CONSTRAINT_TYPE,
                span,
                "'" + column.name().value() + "' is a " + column.type().value() + " and cannot have '" + rule + "'",
                note);
    }

    private void requireRange(Definition.SchemaColumn column, List<Plan.Constraint> resolved) {
        Plan.Constraint.Bound lower = bound(resolved, true);
        Plan.Constraint.Bound upper = bound(resolved, false);
        if (lower != null && upper != null && ScalarValues.compare(lower.bound(), upper.bound()) > 0) {
            Definition.Constraint max = column.constraints().stream()
                    .filter(Definition.Constraint.Max.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            into.add(
                    PlanCode.CONSTRAINT_VALUE,
                    max.span(),
                    "no value of '" + column.name().value() + "' is at least its min and at most its max");
        }
    }

    private static Plan.Constraint.@Nullable Bound bound(List<Plan.Constraint> constraints, boolean lower) {
        for (Plan.Constraint constraint : constraints) {
            if (constraint instanceof Plan.Constraint.Bound bound && bound.lower() == lower) {
                return bound;
            }
        }
        return null;
    }
}
