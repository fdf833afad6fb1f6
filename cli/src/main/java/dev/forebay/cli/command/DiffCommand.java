package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diff.ReleaseComparison;
import dev.forebay.release.diff.ReleaseDiff;
import dev.forebay.runtime.load.PipelineRelease;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "What changes from one release to another: columns and why, acceptance, the model's input, state of windows.",
            "A and B are definitions, digests, labels or PIPELINE:LABEL."
        },
        footer = {
            "",
            "Examples:",
            "  forebay diff production pipeline.yaml",
            "  forebay diff production pipeline.yaml --fail-on breaking"
        })
final class DiffCommand implements Callable<Integer> {

    /** What ends the command with exit code 1. */
    private enum FailOn {
        /** Anything at all. */
        CHANGED,
        /** The model cannot be fed any more. */
        BREAKING,
        /** State of windows must be built. */
        STATE
    }

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "A", description = "What was.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "What is to be.")
    private String second = "";

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    @Option(
            names = "--fail-on",
            paramLabel = "changed|breaking|state",
            description =
                    "Exit code 1 for: any change; a model's input that the model of A cannot take; windows whose state must be built.")
    private @Nullable FailOn failOn;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReleaseDiff diff = ReleaseComparison.of(release(first), release(second));
        if (json) {
            terminal.json(asData(diff));
        } else {
            print(diff);
        }
        return fails(diff) ? CommandFailure.FAILED : CommandFailure.DONE;
    }

    private boolean fails(ReleaseDiff diff) {
        return failOn != null
                && switch (failOn) {
                    case CHANGED -> !diff.isSame();
                    case BREAKING -> diff.vector() == ReleaseDiff.Vector.BREAKING;
                    case STATE -> !diff.stateNew().isEmpty();
                };
    }

    /** A file is a definition; what is none, and looks like one, is said to be missing. */
    private Release release(String reference) {
        boolean looksLikeFile = reference.endsWith(".yaml") || reference.endsWith(".yml") || reference.contains("/");
        Path file = Path.of(reference);
        if (Files.exists(file) || looksLikeFile) {
            return PipelineRelease.of(Loading.pipeline(file, fitted, terminal));
        }
        if (reference.isBlank()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "A and B are needed", "forebay diff production pipeline.yaml");
        }
        return registry.with(kept -> kept.release(kept.find(reference)));
    }

    private void print(ReleaseDiff diff) {
        PrintStream out = terminal.out();
        if (diff.isSame()) {
            out.println("the same");
            return;
        }
        names(out, "added", diff.added());
        names(out, "removed", diff.removed());
        if (!diff.changed().isEmpty()) {
            Table table = new Table("changed", "because of", "was", "is");
            for (ReleaseDiff.ChangedColumn column : diff.changed()) {
                boolean isOwn = column.cause() == ReleaseDiff.Cause.EXPRESSION;
                table.row(column.name(), words(column), isOwn ? column.before() : "", isOwn ? column.after() : "");
            }
            table.print(out);
            out.println();
        }
        if (diff.semanticsChanged()) {
            out.println("the engine's semantics are of another version");
        }
        if (diff.acceptanceChanged()) {
            out.println("other events are accepted");
        }
        if (diff.timeChanged()) {
            out.println("events are processed in another order, or by another time");
        }
        out.println("the model's input: "
                + switch (diff.vector()) {
                    case SAME -> "the same";
                    case EXTENDED -> "the same, with more behind it";
                    case BREAKING -> "another; a model of A cannot take it";
                });
        if (!diff.stateKept().isEmpty()
                || !diff.stateNew().isEmpty()
                || !diff.stateDropped().isEmpty()) {
            out.println("state of windows: " + Terminal.counted(diff.stateKept().size(), "aggregate") + " kept, "
                    + diff.stateNew().size() + " to be built, "
                    + diff.stateDropped().size() + " no longer needed");
        }
        names(out, "to be built", diff.stateNew());
    }

    private static void names(PrintStream out, String what, List<String> names) {
        if (!names.isEmpty()) {
            out.println(what + ": " + String.join(", ", names));
        }
    }

    private static String words(ReleaseDiff.ChangedColumn column) {
        return switch (column.cause()) {
            case EXPRESSION -> "its expression";
            case FITTED_STATE -> "its fitted state";
            case WINDOW -> "its window, or who is in it";
            case SEMANTICS -> "the engine";
            case INPUT -> String.join(", ", column.inputs());
        };
    }

    private static Map<String, Object> asData(ReleaseDiff diff) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("same", diff.isSame());
        data.put("added", diff.added());
        data.put("removed", diff.removed());
        List<Map<String, Object>> changed = new ArrayList<>();
        for (ReleaseDiff.ChangedColumn column : diff.changed()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", column.name());
            one.put("cause", column.cause().name().toLowerCase(Locale.ROOT));
            one.put("before", column.before());
            one.put("after", column.after());
            one.put("inputs", column.inputs());
            changed.add(one);
        }
        data.put("changed", changed);
        data.put("acceptance_changed", diff.acceptanceChanged());
        data.put("time_changed", diff.timeChanged());
        data.put("semantics_changed", diff.semanticsChanged());
        data.put("vector", diff.vector().name().toLowerCase(Locale.ROOT));
        data.put("state_kept", diff.stateKept());
        data.put("state_new", diff.stateNew());
        data.put("state_dropped", diff.stateDropped());
        return data;
    }
}
