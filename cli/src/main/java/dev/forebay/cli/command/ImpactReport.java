package dev.forebay.cli.command;

import dev.forebay.cli.console.Table;
import dev.forebay.runtime.impact.Impact;
import dev.forebay.runtime.impact.Impact.ColumnImpact;
import dev.forebay.runtime.impact.Impact.Decisions;
import dev.forebay.runtime.impact.Impact.Event;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a change does to recorded events, for people and for programs. */
final class ImpactReport {
    private ImpactReport() {}

    static void print(Impact impact, PrintStream out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "events: %,d accepted by both, of which %,d (%s) differ; %,d rejected by both%n",
                impact.compared(),
                impact.changedRows(),
                percent(impact.changedRows(), impact.compared()),
                impact.rejectedByBoth());
        if (impact.onlyBefore() + impact.onlyAfter() > 0) {
            out.printf(
                    Locale.ROOT, "accepted by A only: %,d; by B only: %,d%n", impact.onlyBefore(), impact.onlyAfter());
            new TreeMap<>(impact.onlyReasons())
                    .forEach((reason, count) -> out.printf(Locale.ROOT, "  rejected because %s: %,d%n", reason, count));
            for (Event event : impact.onlyExamples()) {
                out.println("  event " + words(event) + ": "
                        + (event.before().isEmpty()
                                ? "B rejects it: " + event.after()
                                : "A rejects it: " + event.before()));
            }
        }
        if (impact.unpaired() > 0) {
            out.printf(Locale.ROOT, "in the range of times for one side only: %,d%n", impact.unpaired());
        }
        printColumns(impact, out);
        Decisions decisions = impact.decisions();
        if (decisions != null) {
            printDecisions(decisions, out);
        }
    }

    private static String words(Event event) {
        return event.id().isEmpty() ? "at " + event.offset() : event.id() + " (at " + event.offset() + ")";
    }

    private static void printColumns(Impact impact, PrintStream out) {
        List<ColumnImpact> changed =
                impact.columns().stream().filter(column -> column.changed() > 0).toList();
        if (changed.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table(
                "column", "rows changed", "largest", "typical", "now null", "no longer null", "psi", "distance");
        for (ColumnImpact column : changed) {
            table.row(
                    column.name(),
                    percent(column.changed(), impact.compared()),
                    number(column.largest()),
                    number(column.typical()),
                    column.becameNull(),
                    column.noLongerNull(),
                    number(column.psi()),
                    number(column.distance()));
        }
        table.print(out);
    }

    private static void printDecisions(Decisions decisions, PrintStream out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "decisions (%s >= %s): %,d of %,d (%s) are others: %,d now yes, %,d now no%n",
                decisions.score(),
                decisions.threshold(),
                decisions.flipped(),
                decisions.compared(),
                percent(decisions.flipped(), decisions.compared()),
                decisions.toYes(),
                decisions.toNo());
        if (!decisions.segments().isEmpty()) {
            Table table = new Table("segment", "events", "others", "now yes", "now no");
            decisions
                    .segments()
                    .forEach((name, segment) -> table.row(
                            name,
                            segment.compared(),
                            percent(segment.toYes() + segment.toNo(), segment.compared()),
                            segment.toYes(),
                            segment.toNo()));
            table.print(out);
        }
        decisions
                .examples()
                .forEach(event ->
                        out.println("  event " + words(event) + ": " + event.before() + " -> " + event.after()));
    }

    private static String percent(long part, long all) {
        double percent = 100 * DiffLimit.share(part, all);
        return part > 0 && percent < 0.01 ? "<0.01%" : String.format(Locale.ROOT, "%.2f%%", percent);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value);
    }

    static Map<String, @Nullable Object> asData(Impact impact) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("compared", impact.compared());
        data.put("changed_rows", impact.changedRows());
        data.put("rejected_by_both", impact.rejectedByBoth());
        data.put("only_before", impact.onlyBefore());
        data.put("only_after", impact.onlyAfter());
        data.put("unpaired", impact.unpaired());
        data.put("only_reasons", new TreeMap<>(impact.onlyReasons()));
        data.put(
                "only_examples",
                impact.onlyExamples().stream().map(ImpactReport::asData).toList());
        data.put(
                "psi_rule",
                "ten bins by A's quantiles, null one more; of texts the first 1000 values; a share of 0 is 0.0001; natural logarithm");
        data.put(
                "columns",
                impact.columns().stream()
                        .map(column -> asData(column, impact.compared()))
                        .toList());
        Decisions decisions = impact.decisions();
        data.put("decisions", decisions == null ? null : asData(decisions));
        return data;
    }

    private static Map<String, @Nullable Object> asData(ColumnImpact column, long compared) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", column.name());
        data.put("changed", column.changed());
        data.put("changed_share", DiffLimit.share(column.changed(), compared));
        data.put("largest", finite(column.largest()));
        data.put("typical", finite(column.typical()));
        data.put("became_null", column.becameNull());
        data.put("no_longer_null", column.noLongerNull());
        data.put("psi", column.psi());
        data.put(column.numeric() ? "ks_distance" : "largest_share_difference", column.distance());
        return data;
    }

    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static Map<String, @Nullable Object> asData(Decisions decisions) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("score", decisions.score());
        data.put("threshold", decisions.threshold());
        data.put("compared", decisions.compared());
        data.put("to_yes", decisions.toYes());
        data.put("to_no", decisions.toNo());
        data.put("flipped_share", DiffLimit.share(decisions.flipped(), decisions.compared()));
        Map<String, Object> segments = new TreeMap<>();
        decisions
                .segments()
                .forEach((name, segment) -> segments.put(
                        name,
                        Map.of("compared", segment.compared(), "to_yes", segment.toYes(), "to_no", segment.toNo())));
        data.put("segments", segments);
        data.put(
                "examples",
                decisions.examples().stream().map(ImpactReport::asData).toList());
        return data;
    }

    private static Map<String, Object> asData(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", event.id());
        data.put("offset", event.offset());
        data.put("before", event.before());
        data.put("after", event.after());
        return data;
    }
}
