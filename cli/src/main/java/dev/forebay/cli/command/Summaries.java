package dev.forebay.cli.command;

import dev.forebay.runtime.RunSummary;
import dev.forebay.runtime.backfill.BackfillSummary;
import dev.forebay.runtime.journal.Bootstrap;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a run's summary is printed: for people, and as data. */
final class Summaries {
    private Summaries() {}

    static Map<String, @Nullable Object> asData(RunSummary summary) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("pipeline", summary.pipeline());
        data.put("digest", summary.digest());
        data.put("read", summary.read());
        data.put("emitted", summary.emitted());
        data.put("rejected", summary.rejected());
        data.put("absorbed", summary.absorbed());
        data.put("held", summary.held());
        data.put("late", summary.late());
        data.put("incomplete", summary.incomplete());
        data.put("by_reason", new TreeMap<>(summary.byReason()));
        data.put("warnings", new TreeMap<>(summary.warnings()));
        data.put("commits", summary.commits());
        data.put("elapsed_seconds", summary.elapsed().toNanos() / 1e9);
        data.put("events_per_second", Math.round(summary.eventsPerSecond() * 10) / 10.0);
        data.put("p50_ms", number(summary.p50Millis()));
        data.put("p99_ms", number(summary.p99Millis()));
        data.put("output_digest", summary.outputDigest());
        data.put("skipped", summary.skipped());
        Bootstrap bootstrap = summary.bootstrap();
        data.put("bootstrap", bootstrap == null ? null : asData(bootstrap));
        return data;
    }

    private static Map<String, @Nullable Object> asData(Bootstrap bootstrap) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("asked", bootstrap.asked());
        data.put("source_id", bootstrap.sourceId());
        data.put("read", bootstrap.read());
        data.put("absorbed", bootstrap.absorbed());
        data.put("rejected", bootstrap.rejected());
        data.put("at_or_after_end", bootstrap.ahead());
        data.put("late", bootstrap.late());
        data.put("ids", bootstrap.ids());
        data.put("by_reason", new TreeMap<>(bootstrap.reasons()));
        return data;
    }

    private static void print(Bootstrap bootstrap, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "began with %s: read %,d = absorbed %,d + rejected %,d + at or after its end %,d%n",
                bootstrap.asked(),
                bootstrap.read(),
                bootstrap.absorbed(),
                bootstrap.rejected(),
                bootstrap.ahead());
        counts(out, "rejected because", bootstrap.reasons());
    }

    static void print(RunSummary summary, PrintStream out) {
        Bootstrap bootstrap = summary.bootstrap();
        if (bootstrap != null) {
            print(bootstrap, out);
        }
        out.printf(
                Locale.ROOT,
                "%s: read %,d = emitted %,d + rejected %,d + absorbed %,d + held %,d%n",
                summary.pipeline(),
                summary.read(),
                summary.emitted(),
                summary.rejected(),
                summary.absorbed(),
                summary.held());
        out.printf(
                Locale.ROOT,
                "  %,.0f events/s over %.1f s%s%s%n",
                summary.eventsPerSecond(),
                summary.elapsed().toNanos() / 1e9,
                summary.commits() > 0 ? String.format(Locale.ROOT, ", %,d commits", summary.commits()) : "",
                Double.isNaN(summary.p50Millis())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", latency p50 %.1f ms p99 %.1f ms",
                                summary.p50Millis(),
                                summary.p99Millis()));
        counts(out, "rejected because", summary.byReason());
        counts(out, "warnings", summary.warnings());
        late(out, summary.late(), summary.incomplete());
        if (summary.skipped() > 0) {
            out.printf(Locale.ROOT, "  skipped, since the history had them: %,d%n", summary.skipped());
        }
    }

    static Map<String, @Nullable Object> asData(BackfillSummary summary) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("pipeline", summary.pipeline());
        data.put("digest", summary.digest());
        data.put("read", summary.read());
        data.put("emitted", summary.emitted());
        data.put("rejected", summary.rejected());
        data.put("absorbed", summary.absorbed());
        data.put("held", 0L);
        data.put("late", summary.late());
        data.put("incomplete", summary.incomplete());
        data.put("by_reason", new TreeMap<>(summary.byReason()));
        data.put("warnings", new TreeMap<>(summary.warnings()));
        data.put("elapsed_seconds", summary.elapsed().toNanos() / 1e9);
        data.put("events_per_second", Math.round(summary.eventsPerSecond() * 10) / 10.0);
        data.put("output_digest", summary.outputDigest());
        return data;
    }

    /** Events by outcome. */
    static Map<String, Long> counts(BackfillSummary summary) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("read", summary.read());
        counts.put("emitted", summary.emitted());
        counts.put("rejected", summary.rejected());
        counts.put("absorbed", summary.absorbed());
        counts.put("late", summary.late());
        counts.put("incomplete", summary.incomplete());
        return counts;
    }

    /** Events by outcome. */
    static Map<String, Long> counts(RunSummary summary) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("read", summary.read());
        counts.put("emitted", summary.emitted());
        counts.put("rejected", summary.rejected());
        counts.put("absorbed", summary.absorbed());
        counts.put("held", summary.held());
        counts.put("late", summary.late());
        counts.put("incomplete", summary.incomplete());
        counts.put("commits", summary.commits());
        return counts;
    }

    static void print(BackfillSummary summary, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s: read %,d = emitted %,d + rejected %,d + absorbed %,d + held 0%n",
                summary.pipeline(),
                summary.read(),
                summary.emitted(),
                summary.rejected(),
                summary.absorbed());
        out.printf(
                Locale.ROOT,
                "  %,.0f events/s over %.1f s%n",
                summary.eventsPerSecond(),
                summary.elapsed().toNanos() / 1e9);
        counts(out, "rejected because", summary.byReason());
        counts(out, "warnings", summary.warnings());
        late(out, summary.late(), summary.incomplete());
    }

    private static void late(PrintStream out, long late, long incomplete) {
        if (late > 0) {
            out.printf(Locale.ROOT, "  late: %,d%n", late);
        }
        if (incomplete > 0) {
            out.printf(Locale.ROOT, "  incomplete: %,d (came when a part of their windows was gone)%n", incomplete);
        }
    }

    private static void counts(PrintStream out, String title, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder("  ").append(title).append(": ");
        String separator = "";
        for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
            line.append(separator).append(String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()));
            separator = ", ";
        }
        out.println(line);
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 1000) / 1000.0;
    }
}
