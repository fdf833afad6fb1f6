package dev.forebay.testing.expression;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.AggregateRef;
import dev.forebay.plan.expression.TypedExpression.And;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.Case;
import dev.forebay.plan.expression.TypedExpression.Cast;
import dev.forebay.plan.expression.TypedExpression.Coalesce;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.expression.TypedExpression.InSet;
import dev.forebay.plan.expression.TypedExpression.IsNull;
import dev.forebay.plan.expression.TypedExpression.Or;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interpreter of typed expressions that walks the tree for one row.
 *
 * <p>Values are {@link Boolean}, {@link Long}, {@link Double}, {@link java.math.BigDecimal} (decimal, at its scale),
 * {@link String}, {@link java.time.Instant} (timestamp), {@link java.time.LocalDate} (date), null, and {@link Failure} for a row
 * in error. <b>Errors</b>: of several failing operands of a call the first in order
 * that does not only pass on a column's failure is told.
 */
public final class ReferenceEvaluator {
    private final List<@Nullable Object> slots;
    private final List<@Nullable Object> aggregates;
    private final EvaluationListener listener;
    private final Walk walk = new Walk();

    private ReferenceEvaluator(
            List<@Nullable Object> slots, List<@Nullable Object> aggregates, EvaluationListener listener) {
        this.slots = slots;
        this.aggregates = aggregates;
        this.listener = listener;
    }

    /** The value of an expression where column {@code i} of the plan has the value {@code slots.get(i)}. */
    public static @Nullable Object evaluate(TypedExpression expression, List<@Nullable Object> slots) {
        return evaluate(expression, slots, EvaluationListener.NONE);
    }

    /** The same, and tells {@code listener} of every node that is evaluated. */
    public static @Nullable Object evaluate(
            TypedExpression expression, List<@Nullable Object> slots, EvaluationListener listener) {
        return evaluate(expression, slots, List.of(), listener);
    }

    /** The same, where aggregate {@code i} of the plan has the value {@code aggregates.get(i)}. */
    public static @Nullable Object evaluate(
            TypedExpression expression,
            List<@Nullable Object> slots,
            List<@Nullable Object> aggregates,
            EvaluationListener listener) {
        return new ReferenceEvaluator(slots, aggregates, listener).value(expression);
    }

    /** Negative, zero or positive: the order of two values of one type, or of a long and a double. */
    public static int compare(Object left, Object right) {
        return Comparison.compare(left, right);
    }

    /** The first failure that is the expression's own, else the first; null where there is none. */
    public static @Nullable Failure firstFailure(List<@Nullable Object> values) {
        Failure first = null;
        for (Object value : values) {
            if (value instanceof Failure failure && (first == null || (first.inherited() && !failure.inherited()))) {
                first = failure;
            }
        }
        return first;
    }

    private @Nullable Object value(TypedExpression expression) {
        Object result = expression.accept(walk).value();
        boolean told = expression instanceof Call || expression instanceof Cast || expression instanceof InSet;
        if (!told) {
            listener.evaluated(expression, List.of(), result);
        }
        return result;
    }

    private @Nullable Object told(TypedExpression node, List<@Nullable Object> operands, @Nullable Object result) {
        listener.evaluated(node, operands, result);
        return result;
    }

    private @Nullable Object constant(Constant node) {
        Object stored = node.value();
        return stored == null ? null : Values.ofStored(node.type(), stored);
    }

    private @Nullable Object columnRef(ColumnRef node) {
        Object value = slots.get(node.slot());
        return value instanceof Failure failure ? new Failure(failure.code(), true) : value;
    }

    private @Nullable Object call(Call node) {
        List<@Nullable Object> values = new ArrayList<>();
        for (TypedExpression operand : node.operands()) {
            values.add(value(operand));
        }
        return told(node, values, call(node, values));
    }

    private static @Nullable Object call(Call node, List<@Nullable Object> values) {
        Failure failure = firstFailure(values);
        if (failure != null) {
            return failure;
        }
        if (node.signature().strict() && values.contains(null)) {
            return null;
        }
        List<Type> types = node.operands().stream().map(TypedExpression::type).toList();
        try {
            return Interpretations.of(node.signature()).apply(new Arguments(values, types, node.type()));
        } catch (RowFailed failed) {
            return new Failure(failed.code(), false);
        }
    }

    private @Nullable Object cast(Cast node) {
        Object value = value(node.operand());
        return told(node, Collections.singletonList(value), cast(node, value));
    }

    private static @Nullable Object cast(Cast node, @Nullable Object value) {
        if (value == null || value instanceof Failure) {
            return value;
        }
        try {
            return Casts.to(node.type(), value);
        } catch (RowFailed failed) {
            return node.tryCast() ? null : new Failure(failed.code(), false);
        }
    }

    private @Nullable Object and(And node) {
        return firstDecides(node.operands(), false);
    }

    private @Nullable Object or(Or node) {
        return firstDecides(node.operands(), true);
    }

    private @Nullable Object firstDecides(List<TypedExpression> operands, Boolean decisive) {
        boolean unknown = false;
        for (TypedExpression operand : operands) {
            Object value = value(operand);
            if (value instanceof Failure || decisive.equals(value)) {
                return value;
            }
            unknown |= value == null;
        }
        return unknown ? null : !decisive;
    }

    private @Nullable Object caseWhen(Case node) {
        for (Case.Branch branch : node.branches()) {
            Object condition = value(branch.condition());
            if (condition instanceof Failure) {
                return condition;
            }
            if (Boolean.TRUE.equals(condition)) {
                return value(branch.result());
            }
        }
        return value(node.otherwise());
    }

    private @Nullable Object coalesce(Coalesce node) {
        for (TypedExpression operand : node.operands()) {
            Object value = value(operand);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Object isNull(IsNull node) {
        Object value = value(node.operand());
        return value instanceof Failure ? value : (Object) (value == null);
    }

    private @Nullable Object inSet(InSet node) {
        Object value = value(node.operand());
        return told(node, Collections.singletonList(value), inSet(node, value));
    }

    private @Nullable Object inSet(InSet node, @Nullable Object value) {
        if (value == null || value instanceof Failure) {
            return value;
        }
        for (Constant constant : node.values()) {
            Object candidate = value(constant);
            if (candidate != null && Comparison.compare(value, candidate) == 0) {
                return true;
            }
        }
        return false;
    }

    /** A value in a box, so that a visitor can return null. */
    private record Result(@Nullable Object value) {}

    private final class Walk implements TypedExpression.Visitor<Result> {
        @Override
        public Result constant(Constant node) {
            return new Result(ReferenceEvaluator.this.constant(node));
        }

        @Override
        public Result columnRef(ColumnRef node) {
            return new Result(ReferenceEvaluator.this.columnRef(node));
        }

        @Override
        public Result aggregateRef(AggregateRef node) {
            return new Result(aggregates.get(node.aggregate()));
        }

        @Override
        public Result call(Call node) {
            return new Result(ReferenceEvaluator.this.call(node));
        }

        @Override
        public Result cast(Cast node) {
            return new Result(ReferenceEvaluator.this.cast(node));
        }

        @Override
        public Result and(And node) {
            return new Result(ReferenceEvaluator.this.and(node));
        }

        @Override
        public Result or(Or node) {
            return new Result(ReferenceEvaluator.this.or(node));
        }

        @Override
        public Result caseWhen(Case node) {
            return new Result(ReferenceEvaluator.this.caseWhen(node));
        }

        @Override
        public Result coalesce(Coalesce node) {
            return new Result(ReferenceEvaluator.this.coalesce(node));
        }

        @Override
        public Result isNull(IsNull node) {
            return new Result(ReferenceEvaluator.this.isNull(node));
        }

        @Override
        public Result inSet(InSet node) {
            return new Result(ReferenceEvaluator.this.inSet(node));
        }
    }
}
