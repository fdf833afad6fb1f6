package dev.forebay.release.artefact;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.release.digest.Semantics;
import dev.forebay.types.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A plan's logic in one form, whatever the file looks like that it comes from: without formatting, comments, the order of keys, places in
 * the file, and operational settings such as brokers, topics and paths.
 *
 * <p>Order is kept where it is part of the logic: of the columns of keys, groups and output, and of the sinks. What stands here says
 * everything that the engine does with an event, apart from what was fitted.
 */
final class CanonicalDefinition {
    private final Plan plan;

    private CanonicalDefinition(Plan plan) {
        this.plan = plan;
    }

    static byte[] of(Plan plan) {
        return CanonicalJson.write(new CanonicalDefinition(plan).tree());
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("semantics", Semantics.VERSION);
        tree.put("pipeline", plan.pipeline());
        tree.put("event", event());
        tree.put("schema", schema());
        tree.put("checks", checks());
        tree.put("windows", windows());
        Map<String, Object> features = new TreeMap<>();
        List<Object> transforms = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Feature feature) {
                Map<String, Object> written = new LinkedHashMap<>();
                written.put("sql", ExpressionText.of(feature.expression()));
                written.put("type", feature.expression().type().toString());
                written.put("reads", new ArrayList<>(reads(feature.expression(), new TreeSet<>())));
                features.put(name(feature.slot()), written);
            } else if (step instanceof Plan.Step.Transform transform) {
                transforms.add(transform(transform));
            }
        }
        tree.put("features", features);
        tree.put("transforms", byGroup(transforms));
        plan.steps().forEach(step -> {
            if (step instanceof Plan.Step.Score score) {
                tree.put("model", model(score));
            }
        });
        tree.put("keep", names(plan.keep()));
        tree.put("vector", names(plan.vector()));
        tree.put("sinks", plan.sinks().stream().map(this::sink).toList());
        return tree;
    }

    /** The columns that an expression reads, by way of aggregates too: their keys, arguments and filters. */
    private Set<String> reads(TypedExpression expression, Set<String> into) {
        if (expression instanceof TypedExpression.ColumnRef ref) {
            into.add(ref.name());
        } else if (expression instanceof TypedExpression.AggregateRef ref) {
            AggregateRule rule = plan.windowing().aggregates().get(ref.aggregate());
            int grouping = plan.windowing().windows().get(rule.window()).grouping();
            plan.windowing().groupings().get(grouping).keySlots().forEach(slot -> into.add(name(slot)));
            Stream.of(rule.argument(), rule.filter()).filter(Objects::nonNull).forEach(part -> reads(part, into));
        }
        expression.operands().forEach(operand -> reads(operand, into));
        return into;
    }

    private Map<String, Object> event() {
        Plan.EventRule rule = plan.event();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", rule.idSlot() < 0 ? null : name(rule.idSlot()));
        event.put("time", rule.timeSlot() < 0 ? null : name(rule.timeSlot()));
        event.put("order", rule.ordersByTime() ? "time" : "arrival");
        event.put("lateness_us", rule.latenessMicros());
        event.put("future_us", rule.futureMicros());
        event.put("duplicates_us", rule.duplicatesMicros());
        event.put("idle_us", rule.idleMicros());
        return event;
    }

    private Map<String, Object> schema() {
        Map<String, Object> schema = new TreeMap<>();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            Field field = plan.fields().get(slot);
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("path", field.path());
            written.put("type", field.type().toString());
            written.put("format", field.timestampFormat().name());
            written.put("optional", field.optional());
            List<Object> constraints = new ArrayList<>();
            for (Plan.Constraint constraint : plan.constraints()) {
                if (constraint.slot() == slot) {
                    constraints.add(constraint(constraint));
                }
            }
            constraints.sort((a, b) -> a.toString().compareTo(b.toString()));
            written.put("constraints", constraints);
            schema.put(field.name(), written);
        }
        return schema;
    }

    private static String constraint(Plan.Constraint constraint) {
        if (constraint instanceof Plan.Constraint.Bound bound) {
            return (bound.lower() ? "min " : "max ") + ExpressionText.of(bound.bound());
        }
        if (constraint instanceof Plan.Constraint.OneOf set) {
            return "in "
                    + set.values().stream().map(ExpressionText::of).sorted().toList();
        }
        if (constraint instanceof Plan.Constraint.Matches matches) {
            return "pattern " + matches.pattern().pattern();
        }
        Plan.Constraint.Length length = (Plan.Constraint.Length) constraint;
        return "length " + length.minimum() + " to " + length.maximum();
    }

    private Map<String, Object> checks() {
        Map<String, Object> checks = new TreeMap<>();
        for (Plan.Check check : plan.checks()) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("expect", ExpressionText.of(check.condition()));
            written.put("otherwise", check.rejects() ? "reject" : "warn");
            checks.put(check.name(), written);
        }
        return checks;
    }

    private Map<String, Object> windows() {
        Map<String, Object> windows = new TreeMap<>();
        Windowing windowing = plan.windowing();
        for (WindowRule rule : windowing.windows()) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put(
                    "by",
                    windowing.groupings().get(rule.grouping()).keySlots().stream()
                            .map(this::name)
                            .toList());
            written.put("last_us", rule.lastMicros());
            written.put("rows", rule.rows());
            written.put("delay_us", rule.delayMicros());
            written.put("exclude_current", rule.excludesCurrent());
            written.put("idle_us", rule.idleMicros());
            windows.put(rule.name(), written);
        }
        return windows;
    }

    private Map<String, Object> transform(Plan.Step.Transform transform) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("group", transform.group());
        written.put("transformer", transform.fitted().state().transformer());
        written.put("inputs", transform.inputs().stream().map(this::name).toList());
        written.put("outputs", transform.outputs().stream().map(this::name).toList());
        return written;
    }

    private Map<String, Object> model(Plan.Step.Score score) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("digest", "sha256:" + score.contract().digest());
        written.put("missing", score.takesMissing() ? "nan" : "reject");
        Map<String, Object> outputs = new TreeMap<>();
        for (int i = 0; i < score.outputs().size(); i++) {
            Plan.Step.Score.Source source = score.sources().get(i);
            outputs.put(
                    name(score.outputs().get(i)),
                    score.contract().outputs().get(source.output()).name() + "[" + source.position() + "]");
        }
        written.put("outputs", outputs);
        return written;
    }

    private static Map<String, Object> byGroup(List<Object> transforms) {
        Map<String, Object> byGroup = new TreeMap<>();
        for (Object transform : transforms) {
            Map<?, ?> written = (Map<?, ?>) transform;
            byGroup.put(String.valueOf(written.get("group")), written);
        }
        return byGroup;
    }

    private Map<String, Object> sink(Plan.SinkRule rule) {
        Map<String, Object> written = new LinkedHashMap<>();
        TypedExpression when = rule.when();
        written.put("columns", names(rule.columns()));
        written.put("key", rule.keySlot() < 0 ? null : name(rule.keySlot()));
        written.put("when", when == null ? null : ExpressionText.of(when));
        return written;
    }

    private static List<String> names(List<Plan.OutputColumn> columns) {
        return columns.stream().map(column -> column.column().name()).toList();
    }

    private String name(int slot) {
        return plan.columns().get(slot).name();
    }
}
