package dev.forebay.benchmarks.memory;

import dev.forebay.benchmarks.w1.Scaler;
import dev.forebay.plan.Plan;
import dev.forebay.plan.Plan.Slot;
import dev.forebay.plan.Plan.Step;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.List;

/** W1 as a plan, what {@code w1/pipeline.yaml} says. */
final class W1Plan {

    /** The first of the three slots of the scaled amount, its log1p and the hour. */
    static final int FIRST_OUTPUT = 5;

    private static final Origin HERE = new Origin("w1", 1, 1);

    private W1Plan() {}

    static Plan of(Scaler scaler) {
        List<Field> fields = List.of(
                Field.of("transaction_id", Type.STRING, false),
                Field.of("timestamp", Type.TIMESTAMP, false),
                Field.of("transaction_amount", Type.DOUBLE, false));
        List<Slot> slots = List.of(
                slot("transaction_id", Type.STRING),
                slot("timestamp", Type.TIMESTAMP),
                slot("transaction_amount", Type.DOUBLE),
                slot("transaction_amount_log", Type.DOUBLE),
                slot("hour_of_day", Type.LONG),
                slot("transaction_amount_scaled", Type.DOUBLE),
                slot("transaction_amount_log_scaled", Type.DOUBLE),
                slot("hour_of_day_scaled", Type.DOUBLE));
        List<Step> steps = List.of(
                new Step.Feature(3, call("LOG1P", slots, 2, Type.DOUBLE)),
                new Step.Feature(4, call("HOUR", slots, 1, Type.LONG)),
                new Step.Transform("amounts", List.of(2, 3, 4), List.of(5, 6, 7), state(scaler), HERE));
        Plan.EventRule event = new Plan.EventRule(0, 1, 0, -1, -1, HERE);
        List<Origin> origins = List.of(HERE, HERE, HERE);
        return new Plan(
                "w1", fields, origins, event, List.of(), List.of(), slots, steps, List.of(), List.of(), List.of());
    }

    private static Slot slot(String name, Type type) {
        return new Slot(name, type, false, HERE);
    }

    private static StandardScalerState state(Scaler scaler) {
        return new StandardScalerState(3, List.of(), true, true, scaler.means(), scaler.scales(), "scikit-learn");
    }

    private static TypedExpression call(String function, List<Slot> slots, int argument, Type result) {
        Slot slot = slots.get(argument);
        Signature signature = FunctionLibrary.find(function).orElseThrow().signatures().stream()
                .filter(overload ->
                        overload.parameters().equals(List.of(slot.type().kind())))
                .findFirst()
                .orElseThrow();
        ColumnRef column = new ColumnRef(argument, slot.name(), slot.type(), false, HERE);
        return new Call(signature, List.of(column), result, HERE);
    }
}
