package dev.forebay.plan.explain;

import dev.forebay.plan.Plan;
import java.util.List;

/**
 * A plan as plain records of texts and numbers, in the order in which an event goes through it. Made to be written as JSON
 * field by field, or as text by {@link #text} and {@link #shortText}.
 *
 * @param pipeline the pipeline's name
 * @param source the columns of the schema
 * @param event what identifies and times events
 * @param constraints rules of single columns
 * @param checks conditions over several columns
 * @param steps what is computed, in order
 * @param output the columns of an output record, in order
 * @param lineage for each computed column what it comes from
 * @param memory what a batch takes
 */
public record PlanExplanation(
        String pipeline,
        List<SourceColumn> source,
        EventColumns event,
        List<ConstraintRule> constraints,
        List<CheckRule> checks,
        List<Step> steps,
        List<OutputColumn> output,
        List<Lineage> lineage,
        Memory memory) {

    public PlanExplanation {
        source = List.copyOf(source);
        constraints = List.copyOf(constraints);
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
        output = List.copyOf(output);
        lineage = List.copyOf(lineage);
    }

    /** The explanation of a plan. */
    public static PlanExplanation of(Plan plan) {
        return new Explainer(plan).explain();
    }

    /** All of it, for people. */
    public String text() {
        return ExplanationText.full(this);
    }

    /** A dozen lines: counts, steps, output. */
    public String shortText() {
        return ExplanationText.brief(this);
    }

    /**
     * A column of the schema.
     *
     * @param path the keys that lead to it in an event, joined with dots
     * @param used whether anything but the schema itself reads it
     */
    public record SourceColumn(String name, String type, boolean optional, String path, boolean used) {}

    /** What identifies and times events; empty texts where nothing does. Durations in microseconds, -1 for none. */
    public record EventColumns(String id, String time, long latenessMicros, long futureMicros, long duplicatesMicros) {}

    /** A rule of one column, such as {@code amount >= 0.0}. */
    public record ConstraintRule(String column, String rule, String place) {}

    /** A condition; {@code otherwise} is {@code reject} or {@code warn}. */
    public record CheckRule(String name, String condition, String otherwise, String place) {}

    /**
     * One thing that is computed.
     *
     * @param kind {@code feature} or a transformer's name
     * @param name the feature's, or the group's
     * @param columns what it makes
     * @param sql a feature's expression in canonical SQL; empty for a transform
     * @param reads the columns it reads itself, in order
     */
    public record Step(
            String kind, String name, List<TypedColumn> columns, String sql, List<String> reads, String place) {
        public Step {
            columns = List.copyOf(columns);
            reads = List.copyOf(reads);
        }
    }

    /** A column and its type; {@code nullable} whether it may be null. */
    public record TypedColumn(String name, String type, boolean nullable) {}

    /** A column of output; {@code section} is {@code keep} or {@code vector}. */
    public record OutputColumn(String name, String type, String section) {}

    /**
     * What a computed column comes from.
     *
     * @param sources the columns of the schema, in the schema's order
     * @param by the computed columns on the way, in the order they are computed
     */
    public record Lineage(String column, List<String> sources, List<String> by) {
        public Lineage {
            sources = List.copyOf(sources);
            by = List.copyOf(by);
        }
    }

    /**
     * What the columns of a row take in a batch, without the bytes of texts, which are where they were received.
     *
     * @param schemaBytes the schema's columns
     * @param computedBytes the computed columns
     */
    public record Memory(int schemaBytes, int computedBytes) {}
}
