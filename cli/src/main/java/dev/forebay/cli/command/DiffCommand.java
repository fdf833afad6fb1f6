package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diff.ReleaseComparison;
import dev.forebay.release.diff.ReleaseDiff;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.impact.Impact;
import dev.forebay.runtime.impact.ImpactOptions;
import dev.forebay.runtime.impact.ImpactRun;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.types.diagnostic.DiagnosticCode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
            "With --on also what that does to recorded events: both run side by side over them.",
            "A and B are definitions, digests, labels or PIPELINE:LABEL."
        },
        footer = {
            "",
            "Examples:",
            "  forebay diff production pipeline.yaml",
            "  forebay diff production pipeline.yaml --fail-on breaking",
            "  forebay diff production pipeline.yaml --on march.parquet",
            "  forebay diff production pipeline.yaml --on 17 --threshold 0.5 --by channel --fail-on flips=0.1%"
        })
final class DiffCommand implements Callable<Integer> {

    private static final Set<DiagnosticCode> WRONG_REQUEST = Set.of(
            RuntimeCode.IMPACT_REQUEST,
            RuntimeCode.FILE_FORMAT,
            RuntimeCode.FILE_COLUMNS,
            RuntimeCode.FILE_MISSING,
            RuntimeCode.FILE_UNREADABLE);

    private static final long STOP_SECONDS = 10;

    /**
     * A or B.
     *
     * @param pipeline null for a release, which is loaded only to be run
     */
    private record Subject(Release release, @Nullable LoadedPipeline pipeline) {}

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
            names = "--on",
            paramLabel = "INPUT|RUN",
            description =
                    "Recorded events: a file as for backfill, or the number of a recorded backfill, whose input is proved to be unchanged.")
    private @Nullable String on;

    @Option(names = "--score", paramLabel = "COLUMN", description = "The score (default: the model's only answer).")
    private @Nullable String score;

    @Option(names = "--threshold", paramLabel = "N", description = "From which score on the decision is yes.")
    private @Nullable Double threshold;

    @Option(names = "--by", paramLabel = "COLUMN", description = "Decisions also for each value of this column.")
    private @Nullable String by;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WHAT",
            description = {
                "Exit code 1 for: changed (anything), breaking (an input that the model of A cannot take), state (windows to be built);",
                "with --on also rows, rejected, flips, each any or more than a share (flips=0.1%%), and shift=N (a stability index above N)."
            })
    private List<String> failOn = List.of();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<DiffLimit> limits = failOn.stream().map(DiffLimit::parse).toList();
        String input = on;
        requireSense(limits, input);
        Subject before = subject(first);
        Subject after = subject(second);
        ReleaseDiff diff = ReleaseComparison.of(before.release(), after.release());
        Impact impact = input == null ? null : impact(input, before, after);
        if (json) {
            Map<String, Object> data = asData(diff);
            if (impact != null) {
                data.put("impact", ImpactReport.asData(impact));
            }
            terminal.json(data);
        } else {
            print(diff);
            if (impact != null) {
                ImpactReport.print(impact, terminal.out());
            }
        }
        boolean fails = limits.stream().anyMatch(limit -> limit.isExceeded(diff, impact));
        return fails ? CommandFailure.FAILED : CommandFailure.DONE;
    }

    private void requireSense(List<DiffLimit> limits, @Nullable String input) {
        if (input == null
                && (threshold != null
                        || by != null
                        || score != null
                        || limits.stream().anyMatch(DiffLimit::needsEvents))) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "--threshold, --score, --by and --fail-on rows, rejected, flips or shift need --on",
                    "they are about what becomes of recorded events",
                    "such as --on march.parquet");
        }
        if (threshold == null && (by != null || score != null || limits.stream().anyMatch(DiffLimit::needsDecisions))) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "--score, --by and --fail-on flips need --threshold",
                    "a decision is whether a score reaches it: --threshold 0.5");
        }
    }

    private Impact impact(String input, Subject before, Subject after) {
        RecordedInput events = RecordedInput.of(input, registry);
        ImpactOptions options = new ImpactOptions(
                pipeline(before, first),
                pipeline(after, second),
                events.file(),
                events.since(),
                events.until(),
                score,
                threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold),
                by);
        Logging.configure(
                Logging.Format.TEXT, Level.WARN, line -> terminal.err().println(line));
        try {
            ImpactRun run = new ImpactRun(options);
            try (StopSignal signal = new StopSignal(run::stop, STOP_SECONDS)) {
                Impact impact = run.run();
                if (signal.requested()) {
                    signal.finished(CommandFailure.FAILED);
                }
                return impact;
            }
        } catch (RunFailure e) {
            throw WRONG_REQUEST.contains(e.diagnostic().code())
                    ? CommandFailure.wrong(List.of(e.diagnostic()))
                    : CommandFailure.failed(List.of(e.diagnostic()));
        }
    }

    private LoadedPipeline pipeline(Subject subject, String reference) {
        LoadedPipeline pipeline = subject.pipeline();
        return pipeline != null ? pipeline : Loading.release(reference, registry, terminal);
    }

    private static boolean isFile(String reference) {
        return Files.exists(Path.of(reference))
                || reference.endsWith(".yaml")
                || reference.endsWith(".yml")
                || reference.contains("/");
    }

    /** A file is a definition; what is none, and looks like one, is said to be missing. */
    private Subject subject(String reference) {
        if (reference.isBlank()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "A and B are needed", "forebay diff production pipeline.yaml");
        }
        if (isFile(reference)) {
            LoadedPipeline pipeline = Loading.pipeline(Path.of(reference), fitted, terminal);
            return new Subject(PipelineRelease.of(pipeline), pipeline);
        }
        return new Subject(registry.with(kept -> kept.release(kept.find(reference))), null);
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
