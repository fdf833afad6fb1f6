package dev.forebay.engine;

import dev.forebay.plan.Plan;
import dev.forebay.plan.Plan.Constraint;
import dev.forebay.plan.Plan.Step;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans written in a test, without a definition. */
public final class PlanBuilder {
    private final List<Field> fields = new ArrayList<>();
    private final List<Plan.Slot> slots = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Plan.Check> checks = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Plan.SinkRule> sinks = new ArrayList<>();
    private Plan.EventRule event = Plan.EventRule.none(at(1));

    public static Origin at(int line) {
        return new Origin("test.yaml", line, 1);
    }

    public PlanBuilder field(String name, Type type) {
        fields.add(Field.of(name, type, true));
        slots.add(new Plan.Slot(name, type, true, at(10 + slots.size())));
        return this;
    }

    public PlanBuilder event(int idSlot, int timeSlot, long lateness, long future, long duplicates) {
        event = new Plan.EventRule(idSlot, timeSlot, false, lateness, future, duplicates, -1, at(2));
        return this;
    }

    /** Events of that rule are held and ordered by their times. */
    public PlanBuilder byTime() {
        event = new Plan.EventRule(
                event.idSlot(),
                event.timeSlot(),
                true,
                event.latenessMicros(),
                event.futureMicros(),
                event.duplicatesMicros(),
                event.idleMicros(),
                event.origin());
        return this;
    }

    public PlanBuilder constraint(Constraint constraint) {
        constraints.add(constraint);
        return this;
    }

    public PlanBuilder check(String name, boolean rejects, TypedExpression condition) {
        checks.add(new Plan.Check(name, condition, rejects, name + " holds", at(30 + checks.size())));
        return this;
    }

    public PlanBuilder feature(String name, TypedExpression expression) {
        steps.add(new Step.Feature(slots.size(), expression));
        slots.add(new Plan.Slot(name, expression.type(), true, at(40 + slots.size())));
        return this;
    }

    public PlanBuilder transform(FittedState state, String... columns) {
        List<Integer> inputs = Arrays.stream(columns).map(this::slot).toList();
        List<Integer> outputs = new ArrayList<>();
        for (String column : columns) {
            outputs.add(slots.size());
            slots.add(new Plan.Slot(column + "_scaled", Type.DOUBLE, true, at(60)));
        }
        steps.add(new Step.Transform("group", inputs, outputs, FittedTransform.of(state, "test"), at(60)));
        return this;
    }

    public PlanBuilder sink(@Nullable TypedExpression when) {
        sinks.add(new Plan.SinkRule(List.of(), -1, when));
        return this;
    }

    public Plan build() {
        return new Plan(
                "test",
                fields,
                fields.stream().map(field -> at(10)).toList(),
                event,
                constraints,
                checks,
                slots,
                Windowing.NONE,
                steps,
                List.of(),
                List.of(),
                sinks);
    }

    public int slot(String name) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    public ColumnRef column(String name) {
        int slot = slot(name);
        return new ColumnRef(slot, name, slots.get(slot).type(), true, at(20));
    }

    public static Constant constant(Type type, @Nullable Object value) {
        return new Constant(type, value, at(21));
    }

    public static Constant constant(double value) {
        return constant(Type.DOUBLE, value);
    }

    public static Constant constant(long value) {
        return constant(Type.LONG, value);
    }

    public static Constant constant(String value) {
        return constant(Type.STRING, value);
    }

    /** A call of a function or operator of the library whose overload fits. */
    public static Call call(String function, TypedExpression... operands) {
        Signature signature = signature(function, operands);
        Type type = signature.result() == Type.Kind.DECIMAL
                ? operands[0].type()
                : Type.parse(signature.result().name().toLowerCase(java.util.Locale.ROOT))
                        .orElseThrow();
        return call(function, type, operands);
    }

    public static Call call(String function, Type type, TypedExpression... operands) {
        return new Call(signature(function, operands), List.of(operands), type, at(22));
    }

    private static Signature signature(String function, TypedExpression... operands) {
        List<Type.Kind> kinds =
                Arrays.stream(operands).map(operand -> operand.type().kind()).toList();
        return FunctionLibrary.find(function).orElseThrow().signatures().stream()
                .filter(overload -> fits(overload, kinds))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(function + kinds));
    }

    private static boolean fits(Signature overload, List<Type.Kind> kinds) {
        int fixed = overload.parameters().size();
        if (overload.variadic() ? kinds.size() < fixed : kinds.size() != fixed) {
            return false;
        }
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) != overload.parameters().get(Math.min(i, fixed - 1))) {
                return false;
            }
        }
        return true;
    }
}
