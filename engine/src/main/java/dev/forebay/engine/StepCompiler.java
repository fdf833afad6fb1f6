package dev.forebay.engine;

import dev.forebay.engine.expression.Failure;
import dev.forebay.engine.expression.Program;
import dev.forebay.engine.expression.Values;
import dev.forebay.engine.model.ScoreOperator;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.transform.Block;
import dev.forebay.engine.transform.CompiledTransform;
import dev.forebay.engine.transform.Refusal;
import dev.forebay.engine.transform.TransformCompiler;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Rejections;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles a plan's steps and sink conditions, and remembers which of their vectors may hold errors to be told. */
final class StepCompiler {
    private final Plan plan;
    private final Program program;
    private final Scorers scorers;
    private final Rejections rejections;
    private final int capacity;
    private final List<StepOutcome> outcomes = new ArrayList<>();

    StepCompiler(Plan plan, Program program, Scorers scorers, Rejections rejections, int capacity) {
        this.scorers = scorers;
        this.rejections = rejections;
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
        } else if (step instanceof Plan.Step.Score score) {
            score(score);
        }
    }

    private void score(Plan.Step.Score score) {
        List<DoubleVector> inputs = score.inputs().stream()
                .map(slot -> asDouble(slot, score.origin()))
                .toList();
        List<DoubleVector> outputs = new ArrayList<>();
        for (int slot : score.outputs()) {
            DoubleVector output = new DoubleVector(capacity);
            outputs.add(output);
            program.bind(slot, output);
        }
        ScoreOperator operator = new ScoreOperator(score, scorers.of(score), inputs, outputs, rejections, capacity);
        program.append(operator);
        outcomes.add(new StepOutcome(outputs.get(0), row -> refusal(score, operator, inputs, row)));
    }

    /** What the model refused, or what was missing; empty where the vector has an error that is told elsewhere. */
    private Optional<Reason> refusal(
            Plan.Step.Score score, ScoreOperator operator, List<DoubleVector> inputs, int row) {
        String place = score.origin().place();
        if (!operator.refusal(row).isEmpty()) {
            return Optional.of(
                    new Reason(ReasonCode.MODEL, "model", operator.refusal(row), "the model refused it", place));
        }
        for (int k = 0; k < inputs.size(); k++) {
            DoubleVector input = inputs.get(k);
            if (!input.isError(row) && (input.isNull(row) || Double.isNaN(input.values[row]))) {
                String name = plan.columns().get(score.inputs().get(k)).name();
                String rule = "the model takes nothing that is missing";
                return Optional.of(new Reason(ReasonCode.MODEL, name, Values.text(input, row), rule, place));
            }
        }
        return Optional.empty();
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
        List<Block.Column> inputs = new ArrayList<>();
        for (int slot : transform.inputs()) {
            String name = plan.columns().get(slot).name();
            BlockColumn.Kind kind = plan.columns().get(slot).type().kind() == Type.Kind.STRING
                    ? BlockColumn.Kind.TEXTS
                    : BlockColumn.Kind.NUMBERS;
            Vector vector = kind == BlockColumn.Kind.TEXTS ? program.column(slot) : asDouble(slot, transform.origin());
            inputs.add(new Block.Column(BlockColumn.input(inputs.size(), name, kind), vector));
        }
        CompiledTransform compiled = TransformCompiler.compile(transform.fitted(), inputs, capacity);
        compiled.operators().forEach(program::append);
        for (int k = 0; k < transform.outputs().size(); k++) {
            program.bind(transform.outputs().get(k), compiled.outputs().get(k));
        }
        String place = transform.origin().place();
        for (Refusal refusal : compiled.refusals()) {
            outcomes.add(new StepOutcome(refusal.refused(), row -> reason(refusal, row, place)));
        }
    }

    private static Optional<Reason> reason(Refusal refusal, int row, String place) {
        return refusal.refuses(row)
                ? Optional.of(new Reason(
                        ReasonCode.TRANSFORM,
                        refusal.column(),
                        Values.text(refusal.input(), row),
                        refusal.rule(),
                        place))
                : Optional.empty();
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
