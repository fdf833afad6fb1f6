package dev.forebay.release.digest;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The digests of everything a plan computes, as a Merkle tree: a column's is over its expression, the digests of what it reads, the fitted state it
 * goes through, and the version of the engine's semantics. So a column whose digest is unchanged has the same values, and one whose digest
 * changed says why by the digests below it.
 *
 * <p>Names of columns, windows and groups take no part, nor their order, nor places in a file: calling something otherwise changes nothing that is
 * computed. Immutable.
 */
public final class PlanDigests {
    private final Plan plan;
    private final Map<String, Digest> fitted;
    private final @Nullable Digest[] slots;
    private final List<Digest> aggregates = new ArrayList<>();
    private final Digest acceptance;
    private final Digest time;
    private final ExpressionDigest expressions;

    private PlanDigests(Plan plan, Map<String, Digest> fitted) {
        this.plan = plan;
        this.fitted = Map.copyOf(fitted);
        this.slots = new Digest[plan.columns().size()];
        this.expressions = new ExpressionDigest(this::ofSlot, aggregates::get);
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            slots[slot] = field(plan.fields().get(slot));
        }
        this.acceptance = acceptance();
        this.time = time();
        int before = plan.stepsBeforeWindows();
        plan.steps().subList(0, before).forEach(this::compute);
        plan.windowing().aggregates().forEach(aggregate -> aggregates.add(aggregate(aggregate)));
        plan.steps().subList(before, plan.steps().size()).forEach(this::compute);
    }

    /**
     * The digests of a plan.
     *
     * @param fitted the digest of the fitted state of each group of transforms
     */
    public static PlanDigests of(Plan plan, Map<String, Digest> fitted) {
        return new PlanDigests(plan, fitted);
    }

    /** The digest of a slot of the plan. */
    public Digest ofSlot(int slot) {
        Digest digest = slots[slot];
        if (digest == null) {
            throw new IllegalArgumentException(
                    "column '" + plan.columns().get(slot).name() + "' is read before it is computed");
        }
        return digest;
    }

    /** The digest of every column by its name, in the plan's order. */
    public Map<String, Digest> columns() {
        Map<String, Digest> columns = new LinkedHashMap<>();
        for (int slot = 0; slot < slots.length; slot++) {
            columns.put(plan.columns().get(slot).name(), ofSlot(slot));
        }
        return columns;
    }

    /** The digest of an aggregate of the plan: what its state in a window depends on. */
    public Digest ofAggregate(int aggregate) {
        return aggregates.get(aggregate);
    }

    /** Which events are accepted. */
    public Digest acceptance() {
        TreeSet<String> constraints = plan.constraints().stream()
                .map(constraint -> constraint(constraint).hex())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> checks = plan.checks().stream()
                .filter(Plan.Check::rejects)
                .map(check -> expressions.of(check.condition()).hex())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> fields = new TreeSet<>();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            fields.add(ofSlot(slot).hex());
        }
        Hash hash = Hash.of("acceptance");
        fields.forEach(hash::text);
        hash.text("constraints");
        constraints.forEach(hash::text);
        hash.text("checks");
        checks.forEach(hash::text);
        Plan.EventRule event = plan.event();
        return hash.number(event.futureMicros())
                .number(event.duplicatesMicros())
                .digestOrNone(event.duplicatesMicros() < 0 ? null : slots[event.idSlot()])
                .end();
    }

    /** In which order events are processed, and by which time. */
    public Digest time() {
        Plan.EventRule event = plan.event();
        return Hash.of("time")
                .digestOrNone(event.timeSlot() < 0 ? null : slots[event.timeSlot()])
                .flag(event.ordersByTime())
                .number(event.latenessMicros())
                .number(event.idleMicros())
                .end();
    }

    private static Digest field(Field field) {
        Hash hash = Hash.of("field");
        field.path().forEach(hash::text);
        return hash.text(field.type().toString())
                .text(field.timestampFormat().name())
                .flag(field.optional())
                .end();
    }

    private Digest constraint(Plan.Constraint constraint) {
        Hash hash = Hash.of("constraint").digest(ofSlot(constraint.slot()));
        if (constraint instanceof Plan.Constraint.Bound bound) {
            hash.text(bound.lower() ? "least" : "most").digest(expressions.of(bound.bound()));
        } else if (constraint instanceof Plan.Constraint.OneOf set) {
            hash.text("one of").set(set.values().stream().map(expressions::of).toList());
        } else if (constraint instanceof Plan.Constraint.Matches matches) {
            hash.text("matches").text(matches.pattern().pattern());
        } else if (constraint instanceof Plan.Constraint.Length length) {
            hash.text("length").number(length.minimum()).number(length.maximum());
        }
        return hash.end();
    }

    private void compute(Plan.Step step) {
        if (step instanceof Plan.Step.Feature feature) {
            slots[feature.slot()] = Hash.of("feature")
                    .number(Semantics.VERSION)
                    .digest(expressions.of(feature.expression()))
                    .end();
        } else if (step instanceof Plan.Step.Transform transform) {
            transform(transform);
        } else if (step instanceof Plan.Step.Score score) {
            score(score);
        }
    }

    private void score(Plan.Step.Score score) {
        List<Digest> inputs = score.inputs().stream().map(this::ofSlot).toList();
        for (int i = 0; i < score.outputs().size(); i++) {
            slots[score.outputs().get(i)] = Hash.of("prediction")
                    .number(Semantics.VERSION)
                    .text(score.contract().digest())
                    .all(inputs)
                    .number(score.sources().get(i).output())
                    .number(score.sources().get(i).position())
                    .flag(score.takesMissing())
                    .end();
        }
    }

    private void transform(Plan.Step.Transform transform) {
        Digest state = fitted.get(transform.group());
        if (state == null) {
            throw new IllegalArgumentException("no digest of the fitted state of '" + transform.group() + "'");
        }
        List<BlockColumn> made = made(transform);
        for (int i = 0; i < transform.outputs().size(); i++) {
            List<Digest> inputs = made.get(i).from().stream()
                    .map(input -> ofSlot(transform.inputs().get(input)))
                    .toList();
            slots[transform.outputs().get(i)] = Hash.of("transformed")
                    .number(Semantics.VERSION)
                    .digest(state)
                    .number(i)
                    .all(inputs)
                    .end();
        }
    }

    private List<BlockColumn> made(Plan.Step.Transform transform) {
        List<BlockColumn> inputs = new ArrayList<>();
        for (int slot : transform.inputs()) {
            inputs.add(BlockColumn.input(inputs.size(), plan.columns().get(slot).name(), BlockColumn.Kind.OPEN));
        }
        try {
            return transform.fitted().state().outputs(inputs);
        } catch (UnfitInputException e) {
            throw new IllegalArgumentException("a transform that was never resolved: " + transform, e);
        }
    }

    private Digest aggregate(AggregateRule rule) {
        TypedExpression argument = rule.argument();
        TypedExpression filter = rule.filter();
        return Hash.of("aggregate")
                .number(Semantics.VERSION)
                .text(rule.function().name())
                .number(rule.offset())
                .text(rule.type().toString())
                .digestOrNone(argument == null ? null : expressions.of(argument))
                .digestOrNone(filter == null ? null : expressions.of(filter))
                .digest(window(plan.windowing().windows().get(rule.window())))
                .end();
    }

    private Digest window(WindowRule rule) {
        Grouping grouping = plan.windowing().groupings().get(rule.grouping());
        return Hash.of("window")
                .all(grouping.keySlots().stream().map(this::ofSlot).toList())
                .number(rule.lastMicros())
                .number(rule.rows())
                .number(rule.delayMicros())
                .flag(rule.excludesCurrent())
                .number(rule.idleMicros())
                .digest(acceptance)
                .digest(time)
                .end();
    }
}
