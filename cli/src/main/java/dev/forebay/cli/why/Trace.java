package dev.forebay.cli.why;

import dev.forebay.types.batch.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say of one event.
 *
 * @param pipeline the pipeline's name
 * @param input the file or topic
 * @param id null where events have none, or it cannot be read
 * @param time as the event says; null where it says none that can be read
 * @param key of the record; null for none
 * @param raw as received; null for a record without a value
 * @param isLate whether it came later than the lateness allows
 * @param isIncomplete whether it came when a part of its windows may have been let go
 * @param reasons why it was rejected; empty for one that was not
 * @param checks in the definition's order
 * @param fields the schema's columns as they were read
 * @param windows what they hold; empty for an event that never got to them
 * @param features in the order in which they are computed; so empty too
 * @param transforms before and after
 * @param vector the model's input, in its order
 * @param model what it answered
 * @param output the columns of the output record, in order
 */
public record Trace(
        String pipeline,
        String input,
        Position position,
        @Nullable String id,
        @Nullable String time,
        @Nullable String key,
        @Nullable String raw,
        boolean isLate,
        boolean isIncomplete,
        List<Reason> reasons,
        List<Check> checks,
        List<Named> fields,
        List<TracedWindow> windows,
        List<Feature> features,
        List<Transform> transforms,
        List<Named> vector,
        List<Named> model,
        List<Named> output) {

    public Trace {
        reasons = List.copyOf(reasons);
        checks = List.copyOf(checks);
        fields = List.copyOf(fields);
        windows = List.copyOf(windows);
        features = List.copyOf(features);
        transforms = List.copyOf(transforms);
        vector = List.copyOf(vector);
        model = List.copyOf(model);
        output = List.copyOf(output);
    }

    /** A column and its value. */
    public record Named(String name, TracedValue value) {}

    /**
     * A check.
     *
     * @param rejects whether it rejects, or only warns
     * @param condition as it was evaluated
     */
    public record Check(String name, String text, boolean rejects, TracedNode condition) {
        /** Null passes, as in SQL. */
        public boolean passes() {
            return !"false".equals(condition.value().text())
                    && !condition.value().isError();
        }
    }

    /** A feature, where it stands, and how it came to its value. */
    public record Feature(String name, TracedValue value, String place, TracedNode tree) {}

    /**
     * A group of transforms.
     *
     * @param columns what goes in
     * @param steps each with what comes out of it
     */
    public record Transform(String group, List<Named> columns, List<Step> steps) {
        public Transform {
            columns = List.copyOf(columns);
            steps = List.copyOf(steps);
        }

        /** What comes out of a transformer. */
        public record Step(String transformer, List<Named> columns) {
            public Step {
                columns = List.copyOf(columns);
            }
        }
    }

    /** Whether it came through. */
    public boolean isAccepted() {
        return reasons.isEmpty();
    }

    /**
     * The same with these features alone, and the windows that they look over.
     *
     * @param names of features; empty for all
     */
    public Trace withFeatures(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        List<Feature> wanted = features.stream()
                .filter(feature -> names.contains(feature.name()))
                .toList();
        Set<String> seen = new HashSet<>();
        wanted.forEach(feature -> addWindows(feature.tree(), seen));
        return new Trace(
                pipeline,
                input,
                position,
                id,
                time,
                key,
                raw,
                isLate,
                isIncomplete,
                reasons,
                checks,
                fields,
                windows.stream().filter(window -> seen.contains(window.name())).toList(),
                wanted,
                transforms,
                vector,
                model,
                output);
    }

    private static void addWindows(TracedNode node, Set<String> into) {
        into.add(node.window());
        node.operands().forEach(operand -> addWindows(operand, into));
    }
}
