package dev.forebay.cli.why;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A plan that also computes what lies between its columns: every part of every expression, what aggregates take of an event, how many events each
 * window holds, and what comes out of each step of a transform. It has no model. The columns of the plan are computed by the same steps.
 */
final class TracePlan {
    private final Plan original;
    private final List<Plan.Slot> columns;
    private final List<Plan.Step> steps = new ArrayList<>();
    private final List<Plan.Step> added = new ArrayList<>();
    private final Map<TypedExpression, Integer> slots = new HashMap<>();
    private final List<Integer> counts = new ArrayList<>();
    private final Map<Plan.Step.Transform, List<Stage>> stages = new HashMap<>();
    private final Plan plan;

    /** What comes out of a step of a transform that has several. */
    record Stage(String transformer, List<BlockColumn> columns, List<Integer> slots) {}

    TracePlan(Plan original) {
        this.original = original;
        int known = original.columns().size();
        for (Plan.Step step : original.steps()) {
            if (step instanceof Plan.Step.Score score) {
                known = Math.min(
                        known,
                        score.outputs().stream().mapToInt(slot -> slot).min().orElse(known));
            } else {
                steps.add(step);
            }
        }
        columns = new ArrayList<>(original.columns().subList(0, known));
        steps.forEach(this::addInside);
        original.checks().forEach(check -> addParts(check.condition()));
        Windowing windowing = addWindows();
        List<Plan.Step> all = new ArrayList<>(steps);
        all.addAll(added);
        plan = new Plan(
                original.pipeline(),
                original.fields(),
                original.fieldOrigins(),
                original.event(),
                original.constraints(),
                original.checks(),
                columns,
                windowing,
                all,
                List.of(),
                List.of(),
                List.of());
    }

    private void addInside(Plan.Step step) {
        if (step instanceof Plan.Step.Feature feature) {
            addParts(feature.expression());
        } else if (step instanceof Plan.Step.Transform transform) {
            addStages(transform);
        }
    }

    private void addParts(TypedExpression expression) {
        expression.operands().forEach(this::addParts);
        add(expression);
    }

    private void add(TypedExpression expression) {
        boolean isLeaf =
                expression instanceof TypedExpression.ColumnRef || expression instanceof TypedExpression.Constant;
        if (!isLeaf && !slots.containsKey(expression)) {
            slots.put(expression, addFeature(expression));
        }
    }

    private int addFeature(TypedExpression expression) {
        int slot = addColumn(expression.type(), expression.origin());
        added.add(new Plan.Step.Feature(slot, expression));
        return slot;
    }

    private int addColumn(Type type, Origin origin) {
        columns.add(new Plan.Slot("trace " + columns.size(), type, true, origin));
        return columns.size() - 1;
    }

    private Windowing addWindows() {
        Windowing windowing = original.windowing();
        if (windowing.isEmpty()) {
            return windowing;
        }
        List<AggregateRule> aggregates = new ArrayList<>(windowing.aggregates());
        for (AggregateRule aggregate : windowing.aggregates()) {
            TypedExpression argument = aggregate.argument();
            TypedExpression filter = aggregate.filter();
            if (argument != null) {
                add(argument);
            }
            if (filter != null) {
                add(filter);
            }
        }
        for (int window = 0; window < windowing.windows().size(); window++) {
            WindowRule rule = windowing.windows().get(window);
            aggregates.add(new AggregateRule(AggregateFunction.COUNT, window, null, null, 0, Type.LONG, rule.origin()));
            counts.add(addFeature(new TypedExpression.AggregateRef(
                    aggregates.size() - 1, "COUNT(*) OVER " + rule.name(), Type.LONG, false, rule.origin())));
        }
        return new Windowing(windowing.groupings(), windowing.windows(), aggregates);
    }

    private void addStages(Plan.Step.Transform transform) {
        FittedTransform fitted = transform.fitted();
        if (!(fitted.state() instanceof PipelineState pipeline)) {
            return;
        }
        List<BlockColumn> inputs = new ArrayList<>();
        for (int slot : transform.inputs()) {
            Plan.Slot column = original.columns().get(slot);
            BlockColumn.Kind kind =
                    column.type().kind() == Type.Kind.STRING ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS;
            inputs.add(BlockColumn.input(inputs.size(), column.name(), kind));
        }
        List<Stage> found = new ArrayList<>();
        for (int upTo = 1; upTo < pipeline.steps().size(); upTo++) {
            FittedState state = new PipelineState(pipeline.steps().subList(0, upTo));
            String transformer = pipeline.steps().get(upTo - 1).state().transformer();
            List<BlockColumn> outputs = outputs(state, inputs);
            List<Integer> into = new ArrayList<>();
            for (BlockColumn output : outputs) {
                Type type = output.kind() == BlockColumn.Kind.TEXTS ? Type.STRING : Type.DOUBLE;
                into.add(addColumn(type, transform.origin()));
            }
            added.add(new Plan.Step.Transform(
                    transform.group(),
                    transform.inputs(),
                    into,
                    new FittedTransform(state, fitted.columns(), fitted.precision(), fitted.producedBy()),
                    transform.origin()));
            found.add(new Stage(transformer, outputs, into));
        }
        stages.put(transform, found);
    }

    private static List<BlockColumn> outputs(FittedState state, List<BlockColumn> inputs) {
        try {
            return state.outputs(inputs);
        } catch (UnfitInputException e) {
            throw new IllegalStateException("a plan whose transform does not fit its columns", e);
        }
    }

    Plan plan() {
        return plan;
    }

    /** The slot that holds the value of a part of an expression; empty for a constant. */
    OptionalInt slot(TypedExpression part) {
        if (part instanceof TypedExpression.ColumnRef ref) {
            return OptionalInt.of(ref.slot());
        }
        Integer slot = slots.get(part);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /** The slot that holds how many events a window has. */
    int countSlot(int window) {
        return counts.get(window);
    }

    /** What comes out of all steps of a transform but the last one; empty where it has one. */
    List<Stage> stages(Plan.Step.Transform transform) {
        return stages.getOrDefault(transform, List.of());
    }
}
