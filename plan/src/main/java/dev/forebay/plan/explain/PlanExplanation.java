package dev.forebay.plan.explain;

import dev.forebay.plan.Plan;
import java.util.ArrayList;
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
 * @param windows what aggregates look over
 * @param aggregates each once, with what uses it
 * @param steps what is computed, in order
 * @param output the columns of an output record, in order
 * @param lineage for each computed column what it comes from
 * @param memory what a batch takes
 * @param state what is kept of each key, a line for each set of key columns
 */
public record PlanExplanation(
        String pipeline,
        List<SourceColumn> source,
        EventColumns event,
        List<ConstraintRule> constraints,
        List<CheckRule> checks,
        List<WindowLine> windows,
        List<AggregateLine> aggregates,
        List<Step> steps,
        List<OutputColumn> output,
        List<Lineage> lineage,
        Memory memory,
        List<KeyState> state) {

    public PlanExplanation {
        source = List.copyOf(source);
        constraints = List.copyOf(constraints);
        checks = List.copyOf(checks);
        windows = List.copyOf(windows);
        aggregates = List.copyOf(aggregates);
        steps = List.copyOf(steps);
        output = List.copyOf(output);
        lineage = List.copyOf(lineage);
        state = List.copyOf(state);
    }

    /** The explanation of a plan. */
    public static PlanExplanation of(Plan plan) {
        return new Explainer(plan).explain();
    }

    /**
     * The same with what the state takes, which only an engine knows.
     *
     * @param bytesPerKey for each line of {@link #state}, what a key takes before it has events
     * @param bytesPerEvent for each line, what one event takes for as long as it is kept
     */
    public PlanExplanation withStateBytes(List<Long> bytesPerKey, List<Long> bytesPerEvent) {
        if (bytesPerKey.size() != state.size() || bytesPerEvent.size() != state.size()) {
            throw new IllegalArgumentException(
                    "numbers for another plan: there are " + state.size() + " kinds of keys");
        }
        List<KeyState> counted = new ArrayList<>();
        for (int i = 0; i < state.size(); i++) {
            KeyState kept = state.get(i);
            counted.add(
                    new KeyState(kept.by(), kept.windows(), kept.keeps(), bytesPerKey.get(i), bytesPerEvent.get(i)));
        }
        return new PlanExplanation(
                pipeline,
                source,
                event,
                constraints,
                checks,
                windows,
                aggregates,
                steps,
                output,
                lineage,
                memory,
                counted);
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
     * A window.
     *
     * @param by the columns whose values are the key
     * @param kind {@code last}, {@code rows} or {@code lifetime}
     * @param lastMicros how far it reaches back; -1 where time does not bound it
     * @param rows how many events it holds at most; -1 for any number
     * @param delayMicros how far it is shifted into the past
     * @param excludesCurrent whether the event itself is left out
     * @param idleMicros a key silent for so long is forgotten; -1 for never
     */
    public record WindowLine(
            String name,
            List<String> by,
            String kind,
            long lastMicros,
            long rows,
            long delayMicros,
            boolean excludesCurrent,
            long idleMicros,
            String place) {
        public WindowLine {
            by = List.copyOf(by);
        }
    }

    /**
     * An aggregate.
     *
     * @param sql in canonical SQL
     * @param window the window's name
     * @param nullable whether it may be null
     * @param usedBy the features that use it, in the order they are computed
     */
    public record AggregateLine(
            String sql, String window, String type, boolean nullable, List<String> usedBy, String place) {
        public AggregateLine {
            usedBy = List.copyOf(usedBy);
        }
    }

    /**
     * What is kept of the keys of one kind: events of the past, shared by all windows by these columns.
     *
     * @param by the columns whose values are the key
     * @param windows the windows by them
     * @param keeps the columns that aggregates read, so that they are kept of each event
     * @param bytesPerKey what a key takes before it has events; {@link #UNKNOWN} until an engine says
     * @param bytesPerEvent what one event takes for as long as it is kept; {@link #UNKNOWN} until an engine says
     */
    public record KeyState(
            List<String> by, List<String> windows, List<String> keeps, long bytesPerKey, long bytesPerEvent) {
        /** A number that only an engine knows. */
        public static final long UNKNOWN = -1;

        public KeyState {
            by = List.copyOf(by);
            windows = List.copyOf(windows);
            keeps = List.copyOf(keeps);
        }
    }

    /**
     * One thing that is computed.
     *
     * @param kind {@code feature} or a transformer's name
     * @param name the feature's, or the group's
     * @param columns what it makes
     * @param sql a feature's expression in canonical SQL; empty for a transform
     * @param reads the columns of the event that it reads itself, in order; not those that its aggregates read
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
     * What a computed column comes from. Of aggregates these are their arguments, filters and keys; the time of events, which
     * places all of them in windows, is left out.
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
