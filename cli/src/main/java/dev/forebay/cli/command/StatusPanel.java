package dev.forebay.cli.command;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's status as the lines of one screen, or as one line. */
final class StatusPanel {
    private StatusPanel() {}

    static List<String> lines(Plan plan, RunStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.pipeline() + "  " + phase(status) + "  up " + duration(status.uptime()));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "  read      %,14d   %,10.0f /s      lag      %s",
                status.read(),
                status.readPerSecond(),
                lag(status)));
        lines.add(String.format(
                Locale.ROOT,
                "  emitted   %,14d   %,10.0f /s      latency  %s",
                status.emitted(),
                status.emittedPerSecond(),
                latency(status)));
        lines.add(String.format(
                Locale.ROOT,
                "  rejected  %,14d   %9.2f %%       commits  %,d",
                status.rejected(),
                status.read() == 0 ? 0 : 100.0 * status.rejected() / status.read(),
                status.commits()));
        if (status.late() > 0 || status.incomplete() > 0) {
            lines.add(String.format(
                    Locale.ROOT, "  late      %,14d   incomplete  %,d", status.late(), status.incomplete()));
        }
        if (!status.samples().isEmpty()) {
            lines.add("");
            lines.add("  newest output");
            SampleTable.lines(status.samples(), names(plan.keep()), names(plan.vector()))
                    .forEach(line -> lines.add("    " + line));
        }
        if (!status.rejections().isEmpty()) {
            lines.add("  newest rejections");
            tail(status.rejections(), 2).forEach(rejection -> lines.add("    " + rejection));
        }
        return lines;
    }

    private static List<String> names(List<Plan.OutputColumn> columns) {
        return columns.stream().map(column -> column.column().name()).toList();
    }

    static String line(RunStatus status) {
        return String.format(
                Locale.ROOT,
                "%s: read %,d (%,.0f /s), emitted %,d, rejected %,d%s, lag %s, latency %s",
                phase(status),
                status.read(),
                status.readPerSecond(),
                status.emitted(),
                status.rejected(),
                status.late() == 0 ? "" : String.format(Locale.ROOT, ", late %,d", status.late()),
                lag(status),
                latency(status));
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60
                ? seconds + "s"
                : seconds < 3600
                        ? String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60)
                        : String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }

    private static List<String> tail(List<String> list, int most) {
        return list.subList(Math.max(0, list.size() - most), list.size());
    }

    private static String phase(RunStatus status) {
        String word = status.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return status.detail().isEmpty() ? word : word + " (" + status.detail() + ")";
    }

    private static String lag(RunStatus status) {
        return status.lagRecords() < 0 ? "unknown" : String.format(Locale.ROOT, "%,d records", status.lagRecords());
    }

    private static String latency(RunStatus status) {
        return Double.isNaN(status.p50Millis())
                ? "-"
                : String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms", status.p50Millis(), status.p99Millis());
    }
}
