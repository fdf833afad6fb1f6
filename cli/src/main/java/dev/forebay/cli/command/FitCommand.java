package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.console.Version;
import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.fit.FitFailure;
import dev.forebay.runtime.fit.FitOptions;
import dev.forebay.runtime.fit.FitRun;
import dev.forebay.runtime.fit.FitSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fit",
        description =
                "Fits the transforms of a definition on a file of events, as scikit-learn would on the same rows.",
        footer = {
            "",
            "The state of each group goes to a file in DIR, as JSON that can be read. Groups that name a file",
            "('fitted:') keep that, unless --all. Afterwards: --fitted DIR for run, backfill, try, test, check, explain.",
            "",
            "Examples:",
            "  forebay fit pipeline.yaml --from history.parquet --to fitted",
            "  forebay fit pipeline.yaml --from history.jsonl --until 2026-03-01 --to fitted",
            "  forebay fit pipeline.yaml --from payments:2026-01-01.. --to fitted"
        })
final class FitCommand implements Callable<Integer> {
    private static final Set<RuntimeCode> WRONG_REQUEST = Set.of(
            RuntimeCode.OUTPUT_EXISTS,
            RuntimeCode.FILE_FORMAT,
            RuntimeCode.FILE_COLUMNS,
            RuntimeCode.FILE_MISSING,
            RuntimeCode.FILE_UNREADABLE,
            RuntimeCode.FIT_REQUEST,
            RuntimeCode.UNFIT_DATA);

    private static final long STOP_SECONDS = 30;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "IN",
            description = "The events to fit on: a file, or a range of a topic, TOPIC or TOPIC:FROM..TO.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Where the state goes.")
    private Path to = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Fit only on events at or after this time, such as 2026-03-01 or 2026-03-01T12:00:00Z.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Fit only on events before this time, and on targets that were known by then.")
    private @Nullable String until;

    @Option(
            names = "--training-output",
            paramLabel = "OUT",
            description = "Also write the features of the events that were fitted on, as a backfill would, but with the"
                    + " columns of a TargetEncoder cross-fitted: what a model is to be trained on.")
    private @Nullable Path training;

    @Option(names = "--all", description = "Fit groups anew that name a file, too.")
    private boolean all;

    @Option(names = "--overwrite", description = "Replace state that is there.")
    private boolean overwrite;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that parse and compute (default: 1); the state is the same with any number.")
    private int workers = 1;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    FitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (workers < 1 || workers > 256) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--workers is " + workers, "expected 1 to 256");
        }
        HistorySource.InTopic topic = topic();
        FitOptions options = FitOptions.of(
                        file, Loading.definition(file), Path.of(topic == null ? from : topic.topic()), to)
                .withTopic(topic)
                .withRange(Arguments.instant("--since", since), Arguments.instant("--until", until))
                .withAll(all)
                .withOverwrite(overwrite)
                .withTraining(training)
                .withWorkers(workers)
                .withProducedBy("forebay " + Version.text());
        requireSense(options);
        Logging.configure(
                Logging.Format.TEXT, Level.WARN, line -> terminal.err().println(line));
        FitRun fit = new FitRun(options);
        try (StopSignal signal = new StopSignal(fit::stop, STOP_SECONDS)) {
            int code = run(fit);
            terminal.out().flush();
            terminal.err().flush();
            signal.finished(code);
            return code;
        }
    }

    private HistorySource.@Nullable InTopic topic() {
        if (Files.exists(Path.of(from))) {
            return null;
        }
        try {
            return HistorySource.parse(from, Instant.MAX) instanceof HistorySource.InTopic found
                    ? new HistorySource.InTopic(found.topic(), found.from(), found.to(), null)
                    : null;
        } catch (RunFailure e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        }
    }

    private static void requireSense(FitOptions options) {
        if (options.topic() == null) {
            NamedFiles.requireReadable(options.from());
        }
        if (options.training() != null) {
            NamedFiles.requireDirectoryOf(options.training());
        }
        if (Files.exists(options.to()) && !Files.isDirectory(options.to())) {
            throw CommandFailure.wrong(
                    CliCode.FILE_EXISTS, "'" + options.to() + "' is a file", "--to names a directory");
        }
        if (options.since() != null
                && options.until() != null
                && !options.since().isBefore(options.until())) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "--since is not before --until",
                    "no event is at or after one and before the other");
        }
    }

    private int run(FitRun fit) {
        try {
            FitSummary summary;
            try (BackfillProgress progress = new BackfillProgress(terminal)) {
                progress.follow(fit::status);
                summary = fit.run();
            }
            if (json) {
                terminal.json(asData(summary));
            } else {
                print(summary);
            }
            return CommandFailure.DONE;
        } catch (FitFailure e) {
            terminal.diagnostics(e.diagnostics());
            return CommandFailure.WRONG;
        } catch (RunFailure e) {
            terminal.diagnostics(List.of(e.diagnostic()));
            return e.diagnostic().code() instanceof RuntimeCode code && WRONG_REQUEST.contains(code)
                    ? CommandFailure.WRONG
                    : CommandFailure.FAILED;
        }
    }

    private void print(FitSummary summary) {
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s: read %,d = fitted on %,d + rejected %,d + outside of the range %,d, in %s%n",
                        summary.pipeline(),
                        summary.read(),
                        summary.fitted(),
                        summary.rejected(),
                        summary.absorbed(),
                        Terminal.counted(summary.passes(), "pass").replace("passs", "passes"));
        summary.byReason()
                .forEach((reason, count) ->
                        terminal.out().printf(Locale.ROOT, "  rejected because %s: %,d%n", reason, count));
        for (FitSummary.Group group : summary.groups()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "  %s: %s on %,d rows, %s out: %s%n",
                            group.name(),
                            group.transformer(),
                            group.rows(),
                            Terminal.counted(group.columns(), "column"),
                            group.file());
        }
        if (training != null) {
            terminal.out().println("  wrote " + training);
        }
        terminal.out().println("  now: forebay check " + file + " --fitted " + to);
    }

    private static Map<String, @Nullable Object> asData(FitSummary summary) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("pipeline", summary.pipeline());
        data.put("passes", summary.passes());
        data.put("read", summary.read());
        data.put("fitted", summary.fitted());
        data.put("rejected", summary.rejected());
        data.put("absorbed", summary.absorbed());
        data.put("by_reason", new TreeMap<>(summary.byReason()));
        data.put("elapsed_seconds", summary.elapsed().toNanos() / 1e9);
        Map<String, Object> groups = new LinkedHashMap<>();
        for (FitSummary.Group group : summary.groups()) {
            groups.put(
                    group.name(),
                    Map.of(
                            "transformer", group.transformer(),
                            "rows", group.rows(),
                            "columns", group.columns(),
                            "file", group.file().toString(),
                            "sha256", group.sha256()));
        }
        data.put("groups", groups);
        return data;
    }
}
