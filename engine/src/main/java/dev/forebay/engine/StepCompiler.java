package dev.forebay.engine;

import dev.forebay.engine.expression.Failure;
import dev.forebay.engine.expression.Program;
import dev.forebay.engine.expression.Values;
import dev.forebay.engine.transform.StandardScaler;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles a plan's steps and sink conditions, and remembers which of their vectors may hold errors to be told. */
final class StepCompiler {
    private final Plan plan;
    private final Program program;
    private final int capacity;
    private final List<StepOutcome> outcomes = new ArrayList<>();

    StepCompiler(Plan plan, Program program, int capacity) {
        this.plan = plan;
        this.program = program;
        this.capacity = capacity;
    }

    List<StepOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    void add(Plan.Step step) {
        if (step instanceof Plan.Step.Feature feature) {
            String name = plan.columns().get(feature.slot()).name();
            program.bind(feature.slot(), expression(feature.expression(), name));
        } else if (step instanceof Plan.Step.Transform transform) {
            transform(transform);
        }
    }

    /** The vector that says which rows a sink gets; null for all. */
    @Nullable
    BooleanVector addSink(int index, Plan.SinkRule sink) {
        TypedExpression when = sink.when();
        return when == null ? null : (BooleanVector) expression(when, "sinks[" + index + "].when");
    }

    private Vector expression(TypedExpression expression, String name) {
        Vector vector = program.add(expression);
        if (Failing.canFail(expression)) {
            outcomes.add(new StepOutcome(
                    vector, row -> program.explain(expression, row).map(failure -> reason(failure, name))));
        }
        return vector;
    }

    private static Reason reason(Failure failure, String name) {
        return new Reason(
                failure.code(),
                name,
                failure.found(),
                failure.rule(),
                failure.origin().place());
    }

    private void transform(Plan.Step.Transform transform) {
        if (!(transform.state() instanceof StandardScalerState state)) {
            throw new IllegalArgumentException("no operator for " + transform.state());
        }
        for (int k = 0; k < transform.inputs().size(); k++) {
            DoubleVector input = asDouble(transform.inputs().get(k), transform.origin());
            DoubleVector output = new DoubleVector(capacity);
            StandardScaler scaler = new StandardScaler(state, k, input, output);
            program.append(scaler::run);
            program.bind(transform.outputs().get(k), output);
            String name = plan.columns().get(transform.inputs().get(k)).name();
            String place = transform.origin().place();
            outcomes.add(new StepOutcome(output, row -> refusal(input, row, name, place)));
        }
    }

    private static Optional<Reason> refusal(DoubleVector input, int row, String name, String place) {
        if (input.isError(row)) {
            return Optional.empty();
        }
        String rule = "StandardScaler takes no infinite value";
        return Optional.of(new Reason(ReasonCode.TRANSFORM, name, Values.text(input, row), rule, place));
    }

    private DoubleVector asDouble(int slot, Origin origin) {
        Plan.Slot column = plan.columns().get(slot);
        TypedExpression value =
                new TypedExpression.ColumnRef(slot, column.name(), column.type(), column.nullable(), origin);
        if (column.type().kind() != Type.Kind.DOUBLE) {
            value = new TypedExpression.Cast(value, Type.DOUBLE, false, origin);
        }
        return (DoubleVector) program.add(value);
    }
}
