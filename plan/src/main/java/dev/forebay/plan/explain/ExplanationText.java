package dev.forebay.plan.explain;

import dev.forebay.plan.explain.PlanExplanation.TypedColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Explanations as text: sections with aligned columns. */
final class ExplanationText {
    private static final int WIDEST = 32;
    private static final int MOST_STEPS = 12;

    private ExplanationText() {}

    static String full(PlanExplanation plan) {
        StringBuilder out =
                new StringBuilder("pipeline ").append(plan.pipeline()).append('\n');
        section(
                out,
                "source",
                rows(plan.source().stream()
                        .map(column -> List.of(
                                column.name(),
                                column.type(),
                                column.optional() ? "optional" : "required",
                                (column.path().equals(column.name()) ? "" : "from " + column.path())
                                        + (column.used() ? "" : " not used")))
                        .toList()));
        section(out, "event", event(plan.event()));
        section(
                out,
                "constraints, otherwise reject",
                plan.constraints().stream()
                        .map(PlanExplanation.ConstraintRule::rule)
                        .toList());
        section(
                out,
                "checks",
                rows(plan.checks().stream()
                        .map(check -> List.of(check.name(), check.condition(), "otherwise " + check.otherwise()))
                        .toList()));
        section(
                out,
                "windows",
                rows(plan.windows().stream().map(ExplanationText::window).toList()));
        section(out, "aggregates, each behind what uses it", aggregates(plan.aggregates()));
        section(out, "steps", steps(plan.steps()));
        section(out, "output", output(plan));
        section(
                out,
                "lineage",
                rows(plan.lineage().stream()
                        .map(line -> List.of(
                                line.column(),
                                "from " + joined(line.sources(), "no column"),
                                line.by().isEmpty() ? "" : "by " + String.join(", ", line.by())))
                        .toList()));
        section(out, "memory a row in a batch", List.of(memory(plan.memory())));
        section(
                out,
                "state of a key",
                rows(plan.state().stream().map(ExplanationText::state).toList()));
        return out.toString();
    }

    static String brief(PlanExplanation plan) {
        StringBuilder out =
                new StringBuilder("pipeline ").append(plan.pipeline()).append('\n');
        List<String> lines = new ArrayList<>();
        lines.add("source   " + counted(plan.source().size(), "column") + ", "
                + counted(plan.constraints().size(), "constraint") + ", "
                + counted(plan.checks().size(), "check"));
        if (!plan.windows().isEmpty()) {
            lines.add("windows  " + counted(plan.windows().size(), "window") + " by "
                    + plan.state().stream()
                            .map(state -> String.join(" and ", state.by()))
                            .collect(Collectors.joining(", by ")));
            lines.add("         " + counted(plan.aggregates().size(), "aggregate"));
        }
        for (int i = 0; i < Math.min(MOST_STEPS, plan.steps().size()); i++) {
            PlanExplanation.Step step = plan.steps().get(i);
            lines.add((i == 0 ? "steps    " : "         ") + stepLine(step));
        }
        if (plan.steps().size() > MOST_STEPS) {
            lines.add("         and " + (plan.steps().size() - MOST_STEPS) + " more");
        }
        lines.add("output   " + counted(plan.output().size(), "column") + ": "
                + plan.output().stream()
                        .limit(MOST_STEPS)
                        .map(PlanExplanation.OutputColumn::name)
                        .collect(Collectors.joining(", "))
                + (plan.output().size() > MOST_STEPS ? ", ..." : ""));
        lines.forEach(line -> out.append("  ").append(line).append('\n'));
        return out.toString();
    }

    /** {@code customer_7d  by customer_id  last 7d  delay 1d}. */
    private static List<String> window(PlanExplanation.WindowLine window) {
        String length = switch (window.kind()) {
            case "last" -> "last " + duration(window.lastMicros());
            case "rows" -> "last " + counted(window.rows(), "event");
            default -> "lifetime";
        };
        List<String> more = new ArrayList<>();
        if (window.delayMicros() > 0) {
            more.add("delay " + duration(window.delayMicros()));
        }
        if (window.excludesCurrent()) {
            more.add("without the event itself");
        }
        if (window.idleMicros() >= 0) {
            more.add("forgotten after " + duration(window.idleMicros()));
        }
        return List.of(window.name(), "by " + String.join(", ", window.by()), length, String.join(", ", more));
    }

    /** Each behind what uses it. */
    private static List<String> aggregates(List<PlanExplanation.AggregateLine> aggregates) {
        return rows(aggregates.stream()
                .map(line -> List.of(
                        joined(line.usedBy(), "nothing"), line.type() + (line.nullable() ? "?" : ""), line.sql()))
                .toList());
    }

    private static List<String> state(PlanExplanation.KeyState state) {
        String bytes = state.bytesPerEvent() == PlanExplanation.KeyState.UNKNOWN
                ? ""
                : counted(state.bytesPerKey(), "byte") + ", and " + counted(state.bytesPerEvent(), "byte")
                        + " for each event that is kept";
        return List.of("by " + String.join(", ", state.by()), "keeps " + joined(state.keeps(), "times only"), bytes);
    }

    private static String stepLine(PlanExplanation.Step step) {
        return step.sql().isEmpty()
                ? step.name() + ": " + step.kind() + " of "
                        + counted(step.columns().size(), "column")
                : step.name() + ": " + step.columns().get(0).type();
    }

    private static void section(StringBuilder out, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.append('\n').append(title).append('\n');
        lines.forEach(line -> out.append("  ").append(line.stripTrailing()).append('\n'));
    }

    private static List<String> event(PlanExplanation.EventColumns event) {
        List<String> lines = new ArrayList<>();
        if (!event.id().isEmpty()) {
            lines.add("id " + event.id());
        }
        if (!event.time().isEmpty()) {
            lines.add("time " + event.time() + ", late after " + duration(event.latenessMicros()));
        }
        if (event.futureMicros() >= 0) {
            lines.add("rejected when ahead of its record by more than " + duration(event.futureMicros()));
        }
        if (event.duplicatesMicros() >= 0) {
            lines.add("rejected when the id came before within " + duration(event.duplicatesMicros()));
        }
        return lines;
    }

    /** {@code 1h30m}, {@code 5m}, {@code 250ms}: as definitions write durations. */
    private static String duration(long micros) {
        Duration duration = Duration.ofNanos(0).plusMillis(micros / 1_000);
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }

    private static List<String> steps(List<PlanExplanation.Step> steps) {
        List<List<String>> rows = new ArrayList<>();
        for (PlanExplanation.Step step : steps) {
            if (step.sql().isEmpty()) {
                rows.add(List.of(step.name(), step.kind(), "of " + String.join(", ", step.reads())));
                for (TypedColumn column : step.columns()) {
                    rows.add(List.of("  " + column.name(), type(column), ""));
                }
            } else {
                rows.add(List.of(step.name(), type(step.columns().get(0)), step.sql()));
            }
        }
        return rows(rows);
    }

    private static String type(TypedColumn column) {
        return column.type() + (column.nullable() ? "?" : "");
    }

    private static List<String> output(PlanExplanation plan) {
        return rows(plan.output().stream()
                .map(column -> List.of(column.name(), column.type(), column.section()))
                .toList());
    }

    private static String memory(PlanExplanation.Memory memory) {
        return memory.schemaBytes() + " bytes of schema, " + memory.computedBytes()
                + " bytes of computed columns, and the event itself";
    }

    /** Rows with their columns aligned; the last column is as wide as it is. */
    private static List<String> rows(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths =
                IntStream.range(0, columns).map(column -> width(rows, column)).toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                if (i < row.size() - 1) {
                    line.append(" ".repeat(Math.max(0, widths[i] - row.get(i).length()) + 2));
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .filter(width -> width <= WIDEST)
                .max()
                .orElse(0);
    }

    private static String joined(List<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
