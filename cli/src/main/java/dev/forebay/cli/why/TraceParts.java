package dev.forebay.cli.why;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.types.batch.EventBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of an explanation together, out of the batches in which the event was computed. */
final class TraceParts {
    private final Plan plan;
    private final TracePlan traced;
    private final FoundEvent event;
    private final String input;

    TraceParts(Plan plan, TracePlan traced, FoundEvent event, String input) {
        this.plan = plan;
        this.traced = traced;
        this.event = event;
        this.input = input;
    }

    /** Of an event that windows never saw, and of which no more is known than its batch says. */
    Trace rejected(EventBatch batch, int row) {
        return trace(batch, row, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Of an event that windows never saw.
     *
     * @param inside holds it alone
     */
    Trace rejected(EventBatch batch, int row, CompiledPipeline inside) {
        return trace(batch, row, checks(inside), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Of an event that came to the end, or was rejected on the way after windows.
     *
     * @param engine holds it alone, computed by the plan
     * @param inside holds it alone, computed by the plan that tells more
     */
    Trace accepted(CompiledPipeline engine, CompiledPipeline inside, List<TracedWindow> windows) {
        List<Trace.Feature> features = new ArrayList<>();
        List<Trace.Transform> transforms = new ArrayList<>();
        List<Trace.Named> model = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Feature feature) {
                Plan.Slot column = plan.columns().get(feature.slot());
                features.add(new Trace.Feature(
                        column.name(),
                        TracedValue.of(engine.column(feature.slot()), 0),
                        column.origin().place(),
                        node(feature.expression(), inside)));
            } else if (step instanceof Plan.Step.Transform transform) {
                transforms.add(transform(transform, engine, inside));
            } else if (step instanceof Plan.Step.Score score) {
                score.outputs().forEach(slot -> model.add(named(engine, slot)));
            }
        }
        return trace(
                engine.batch(),
                0,
                checks(inside),
                windows,
                features,
                transforms,
                columns(engine, plan.vector()),
                model,
                columns(engine, plan.output()));
    }

    private Trace trace(
            EventBatch batch,
            int row,
            List<Trace.Check> checks,
            List<TracedWindow> windows,
            List<Trace.Feature> features,
            List<Trace.Transform> transforms,
            List<Trace.Named> vector,
            List<Trace.Named> model,
            List<Trace.Named> output) {
        List<Trace.Named> fields = new ArrayList<>();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            fields.add(new Trace.Named(plan.columns().get(slot).name(), TracedValue.of(batch.column(slot), row)));
        }
        return new Trace(
                plan.pipeline(),
                input,
                event.position(),
                plain(batch, plan.event().idSlot(), row),
                plain(batch, plan.event().timeSlot(), row),
                event.key(),
                event.value(),
                (batch.flags[row] & EventBatch.LATE) != 0,
                (batch.flags[row] & EventBatch.INCOMPLETE) != 0,
                batch.rejections.of(row),
                checks,
                fields,
                windows,
                features,
                transforms,
                vector,
                model,
                output);
    }

    private static @Nullable String plain(EventBatch batch, int slot, int row) {
        return slot >= 0 && batch.column(slot).isValid(row)
                ? TracedValue.of(batch.column(slot), row).plain()
                : null;
    }

    private List<Trace.Check> checks(CompiledPipeline inside) {
        return plan.checks().stream()
                .map(check ->
                        new Trace.Check(check.name(), check.text(), check.rejects(), node(check.condition(), inside)))
                .toList();
    }

    private TracedNode node(TypedExpression expression, CompiledPipeline inside) {
        String window = "";
        if (expression instanceof TypedExpression.AggregateRef ref) {
            int of = plan.windowing().aggregates().get(ref.aggregate()).window();
            window = plan.windowing().windows().get(of).name();
        }
        return new TracedNode(
                ExpressionText.of(expression),
                expression.type().toString(),
                TracedEvents.value(traced, inside, expression, 0),
                window,
                expression.operands().stream()
                        .filter(operand -> !(operand instanceof TypedExpression.Constant))
                        .map(operand -> node(operand, inside))
                        .toList());
    }

    private Trace.Transform transform(Plan.Step.Transform transform, CompiledPipeline engine, CompiledPipeline inside) {
        List<Trace.Transform.Step> steps = new ArrayList<>();
        for (TracePlan.Stage stage : traced.stages(transform)) {
            List<Trace.Named> after = new ArrayList<>();
            for (int i = 0; i < stage.slots().size(); i++) {
                BlockColumn column = stage.columns().get(i);
                after.add(new Trace.Named(
                        column.name(),
                        TracedValue.of(inside.column(stage.slots().get(i)), 0)));
            }
            steps.add(new Trace.Transform.Step(stage.transformer(), after));
        }
        steps.add(new Trace.Transform.Step(
                last(transform.fitted().state()),
                transform.outputs().stream().map(slot -> named(engine, slot)).toList()));
        return new Trace.Transform(
                transform.group(),
                transform.inputs().stream().map(slot -> named(engine, slot)).toList(),
                steps);
    }

    private static String last(FittedState state) {
        return state instanceof PipelineState pipeline
                ? pipeline.steps().get(pipeline.steps().size() - 1).state().transformer()
                : state.transformer();
    }

    private Trace.Named named(CompiledPipeline engine, int slot) {
        return new Trace.Named(plan.columns().get(slot).name(), TracedValue.of(engine.column(slot), 0));
    }

    private static List<Trace.Named> columns(CompiledPipeline engine, List<Plan.OutputColumn> columns) {
        return columns.stream()
                .map(output -> new Trace.Named(output.column().name(), TracedValue.of(engine.column(output.slot()), 0)))
                .toList();
    }
}
