package dev.forebay.cli.why;

import dev.forebay.cli.console.Terminal;
import dev.forebay.types.batch.Reason;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation as text, for people. */
public final class TraceText {
    private static final int LONGEST_RAW = 2_000;
    private static final int WIDEST_NAME = 48;

    private final PrintStream out;

    public TraceText(PrintStream out) {
        this.out = out;
    }

    /** What the event is and what became of it. */
    public void printEvent(Trace trace) {
        out.println("event     " + (trace.id() == null ? "(no id)" : trace.id()) + ", "
                + (trace.time() == null ? "no time" : trace.time()));
        out.println("position  " + trace.position() + " of " + trace.input());
        if (trace.key() != null) {
            out.println("key       " + trace.key());
        }
        out.println("received  " + raw(trace.raw()));
        out.println("pipeline  " + trace.pipeline());
        out.println("outcome   " + outcome(trace));
    }

    private static String raw(@Nullable String raw) {
        if (raw == null) {
            return "no value";
        }
        String line = raw.strip();
        return line.length() <= LONGEST_RAW ? line : line.substring(0, LONGEST_RAW) + "… (--json has all of it)";
    }

    private static String outcome(Trace trace) {
        List<String> flags = new ArrayList<>();
        flags.add(trace.isAccepted() ? "accepted" : "rejected");
        if (trace.isLate()) {
            flags.add("late");
        }
        if (trace.isIncomplete()) {
            flags.add("incomplete: a part of its windows may have been let go before it came");
        }
        return String.join(", ", flags);
    }

    /** Down to the events in its windows. */
    public void printParts(Trace trace) {
        reasons(trace);
        checks(trace);
        features(trace);
        trace.windows().forEach(this::window);
        transforms(trace);
        named("vector", trace.vector());
        named("model", trace.model());
        if (trace.isAccepted()) {
            named("output", trace.output());
        }
    }

    private void reasons(Trace trace) {
        if (trace.isAccepted()) {
            return;
        }
        head("rejected because");
        for (Reason reason : trace.reasons()) {
            out.println("  " + (reason.column() == null ? "" : reason.column() + ": ")
                    + reason.code().code() + ", expected " + reason.rule()
                    + (reason.found() == null ? "" : ", found " + reason.found())
                    + (reason.place() == null ? "" : "   " + reason.place()));
        }
        named("fields", trace.fields());
    }

    private void checks(Trace trace) {
        if (trace.checks().isEmpty()) {
            return;
        }
        head("checks");
        for (Trace.Check check : trace.checks()) {
            String failed = check.rejects() ? "fails, which rejects" : "fails, which warns";
            out.println("  " + check.name() + ": " + (check.passes() ? "passes" : failed));
            node(check.condition(), "    ");
        }
    }

    private void features(Trace trace) {
        if (trace.features().isEmpty()) {
            return;
        }
        head("features");
        for (Trace.Feature feature : trace.features()) {
            out.println("  " + feature.name() + " = " + feature.value().text() + "   " + feature.place());
            node(feature.tree(), "    ");
        }
    }

    private void node(TracedNode node, String indent) {
        out.println(indent + node.sql() + " = " + node.value().text());
        node.operands().forEach(operand -> node(operand, indent + "  "));
    }

    private void window(TracedWindow window) {
        String key = window.key().entrySet().stream()
                .map(part -> part.getKey() + " = " + part.getValue().text())
                .collect(Collectors.joining(", "));
        head("window " + window.name() + " of " + key);
        out.println("  " + window.bounds());
        if (window.key().values().stream().anyMatch(part -> part.text().equals("NULL"))) {
            return;
        }
        long more = window.count() - window.events().size();
        if (more > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %,d events; the newest %,d of them, and %,d more (--all --json has them):%n",
                    window.count(),
                    window.events().size(),
                    more);
        } else {
            out.println("  " + Terminal.counted(window.count(), "event"));
        }
        for (TracedWindow.Event event : window.events()) {
            String arguments = event.arguments().stream()
                    .map(TraceText::argument)
                    .distinct()
                    .collect(Collectors.joining(", "));
            out.println("    " + (event.id() == null ? "" : event.id() + "  ") + event.time() + "  at "
                    + event.position() + (arguments.isEmpty() ? "" : "  " + arguments));
        }
    }

    private static String argument(TracedWindow.Argument argument) {
        TracedValue value = argument.value();
        return (value == null ? "counted" : argument.expression() + " = " + value.text())
                + (argument.isTaken() ? "" : " (not taken by the filter of " + argument.aggregate() + ")");
    }

    private void transforms(Trace trace) {
        for (Trace.Transform transform : trace.transforms()) {
            head("transform " + transform.group());
            line("before", transform.columns());
            transform.steps().forEach(step -> line(step.transformer(), step.columns()));
        }
    }

    private void line(String title, List<Trace.Named> columns) {
        out.println("  " + title);
        columns.forEach(column ->
                out.println("    " + column.name() + " = " + column.value().text()));
    }

    private void named(String title, List<Trace.Named> columns) {
        if (columns.isEmpty()) {
            return;
        }
        head(title);
        int width = Math.min(
                WIDEST_NAME,
                columns.stream()
                        .mapToInt(column -> column.name().length())
                        .max()
                        .orElse(0));
        for (Trace.Named column : columns) {
            out.println("  " + column.name()
                    + " ".repeat(Math.max(0, width - column.name().length())) + "  "
                    + column.value().text());
        }
    }

    private void head(String title) {
        out.println();
        out.println(title);
    }
}
