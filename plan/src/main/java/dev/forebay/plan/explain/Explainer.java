package dev.forebay.plan.explain;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Walks a plan once and notes what is to be told of it. */
final class Explainer {
    private final Plan plan;

    /** For each slot, every slot it comes from, itself excluded. */
    private final List<BitSet> origins = new ArrayList<>();

    private final BitSet used = new BitSet();

    Explainer(Plan plan) {
        this.plan = plan;
        for (int slot = 0; slot < plan.columns().size(); slot++) {
            origins.add(new BitSet());
        }
    }

    PlanExplanation explain() {
        List<PlanExplanation.Step> steps = plan.steps().stream().map(this::step).toList();
        List<PlanExplanation.CheckRule> checks =
                plan.checks().stream().map(this::check).toList();
        readElsewhere();
        WindowExplainer windows = new WindowExplainer(plan, this::name);
        return new PlanExplanation(
                plan.pipeline(),
                source(),
                event(),
                plan.constraints().stream().map(this::constraint).toList(),
                checks,
                windows.windows(),
                windows.aggregates(),
                steps,
                output(),
                lineage(),
                new PlanExplanation.Memory(
                        bytes(slot -> slot < plan.fields().size()),
                        bytes(slot -> slot >= plan.fields().size())),
                windows.state());
    }

    private String name(int slot) {
        return plan.columns().get(slot).name();
    }

    private List<String> names(BitSet slots) {
        return slots.stream().mapToObj(this::name).toList();
    }

    private PlanExplanation.Step step(Plan.Step step) {
        if (step instanceof Plan.Step.Feature feature) {
            BitSet reads = reads(feature.expression());
            BitSet from = throughAggregates(feature.expression());
            from.or(reads);
            comesFrom(feature.slot(), from);
            Plan.Slot slot = plan.columns().get(feature.slot());
            return new PlanExplanation.Step(
                    "feature",
                    slot.name(),
                    List.of(column(feature.slot())),
                    ExpressionText.of(feature.expression()),
                    names(reads),
                    slot.origin().place());
        }
        if (step instanceof Plan.Step.Score score) {
            BitSet inputs = new BitSet();
            score.inputs().forEach(inputs::set);
            score.outputs().forEach(output -> comesFrom(output, inputs));
            return new PlanExplanation.Step(
                    "model",
                    score.contract().name().isEmpty()
                            ? "onnx"
                            : score.contract().name(),
                    score.outputs().stream().map(this::column).toList(),
                    "",
                    score.inputs().stream().map(this::name).toList(),
                    score.origin().place());
        }
        Plan.Step.Transform transform = (Plan.Step.Transform) step;
        List<BlockColumn> made = made(transform);
        for (int i = 0; i < transform.outputs().size(); i++) {
            BitSet input = new BitSet();
            made.get(i).from().forEach(from -> input.set(transform.inputs().get(from)));
            comesFrom(transform.outputs().get(i), input);
        }
        return new PlanExplanation.Step(
                transform.fitted().state().transformer(),
                transform.group(),
                transform.outputs().stream().map(this::column).toList(),
                "",
                transform.inputs().stream().map(this::name).toList(),
                transform.origin().place());
    }

    private List<BlockColumn> made(Plan.Step.Transform transform) {
        List<BlockColumn> inputs = new ArrayList<>();
        for (int slot : transform.inputs()) {
            inputs.add(BlockColumn.input(inputs.size(), name(slot), BlockColumn.Kind.OPEN));
        }
        try {
            return transform.fitted().state().outputs(inputs);
        } catch (UnfitInputException e) {
            throw new IllegalArgumentException("a transform that was never resolved: " + transform, e);
        }
    }

    private void comesFrom(int slot, BitSet reads) {
        BitSet all = origins.get(slot);
        reads.stream().forEach(read -> {
            all.set(read);
            all.or(origins.get(read));
        });
        used.or(reads);
    }

    private PlanExplanation.TypedColumn column(int slot) {
        Plan.Slot column = plan.columns().get(slot);
        return new PlanExplanation.TypedColumn(column.name(), column.type().toString(), column.nullable());
    }

    static BitSet reads(TypedExpression expression) {
        BitSet reads = new BitSet();
        collect(expression, reads);
        return reads;
    }

    private static void collect(TypedExpression expression, BitSet into) {
        if (expression instanceof TypedExpression.ColumnRef ref) {
            into.set(ref.slot());
        }
        expression.operands().forEach(operand -> collect(operand, into));
    }

    /** What the aggregates of an expression read, and what their windows are by. */
    private BitSet throughAggregates(TypedExpression expression) {
        BitSet from = new BitSet();
        for (int place : WindowExplainer.aggregatesIn(expression)) {
            AggregateRule aggregate = plan.windowing().aggregates().get(place);
            for (TypedExpression part : WindowExplainer.parts(aggregate)) {
                from.or(reads(part));
            }
            int grouping = plan.windowing().windows().get(aggregate.window()).grouping();
            plan.windowing().groupings().get(grouping).keySlots().forEach(from::set);
        }
        return from;
    }

    private PlanExplanation.CheckRule check(Plan.Check check) {
        used.or(reads(check.condition()));
        return new PlanExplanation.CheckRule(
                check.name(),
                ExpressionText.of(check.condition()),
                check.rejects() ? "reject" : "warn",
                check.origin().place());
    }

    private void readElsewhere() {
        plan.constraints().forEach(constraint -> used.set(constraint.slot()));
        plan.output().forEach(column -> used.set(column.slot()));
        for (Plan.SinkRule sink : plan.sinks()) {
            sink.columns().forEach(column -> used.set(column.slot()));
            if (sink.keySlot() >= 0) {
                used.set(sink.keySlot());
            }
            TypedExpression when = sink.when();
            if (when != null) {
                used.or(reads(when));
            }
        }
        for (int slot : List.of(plan.event().idSlot(), plan.event().timeSlot())) {
            if (slot >= 0) {
                used.set(slot);
            }
        }
    }

    private List<PlanExplanation.SourceColumn> source() {
        List<PlanExplanation.SourceColumn> columns = new ArrayList<>();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            Field field = plan.fields().get(slot);
            columns.add(new PlanExplanation.SourceColumn(
                    field.name(),
                    field.type().toString(),
                    field.optional(),
                    String.join(".", field.path()),
                    used.get(slot)));
        }
        return columns;
    }

    private PlanExplanation.EventColumns event() {
        Plan.EventRule event = plan.event();
        return new PlanExplanation.EventColumns(
                event.idSlot() < 0 ? "" : name(event.idSlot()),
                event.timeSlot() < 0 ? "" : name(event.timeSlot()),
                event.latenessMicros(),
                event.futureMicros(),
                event.duplicatesMicros());
    }

    private PlanExplanation.ConstraintRule constraint(Plan.Constraint constraint) {
        String column = name(constraint.slot());
        return new PlanExplanation.ConstraintRule(
                column,
                ConstraintText.of(column, constraint),
                constraint.origin().place());
    }

    private List<PlanExplanation.OutputColumn> output() {
        return plan.output().stream()
                .map(column -> new PlanExplanation.OutputColumn(
                        column.column().name(),
                        column.column().type().toString(),
                        plan.vector().contains(column) ? "vector" : "keep"))
                .toList();
    }

    private List<PlanExplanation.Lineage> lineage() {
        List<PlanExplanation.Lineage> lineage = new ArrayList<>();
        int fields = plan.fields().size();
        for (int slot = fields; slot < plan.columns().size(); slot++) {
            BitSet all = origins.get(slot);
            BitSet sources = all.get(0, fields);
            List<String> by = all.stream()
                    .filter(from -> from >= fields)
                    .mapToObj(this::name)
                    .toList();
            lineage.add(new PlanExplanation.Lineage(name(slot), names(sources), by));
        }
        return lineage;
    }

    private int bytes(IntPredicate which) {
        int bytes = 0;
        for (int slot = 0; slot < plan.columns().size(); slot++) {
            bytes += which.test(slot) ? bytes(plan.columns().get(slot).type()) : 0;
        }
        return bytes;
    }

    /** A byte of state and the value; of a text where it is: its arena, start and length. */
    private static int bytes(Type type) {
        return 1
                + switch (type.kind()) {
                    case BOOLEAN -> 1;
                    case LONG, DOUBLE, DECIMAL, TIMESTAMP, DATE -> Long.BYTES;
                    case STRING -> 3 * Integer.BYTES;
                };
    }
}
