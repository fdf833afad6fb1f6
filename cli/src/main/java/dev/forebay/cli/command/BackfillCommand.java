package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.runtime.backfill.Backfill;
import dev.forebay.runtime.backfill.BackfillOptions;
import dev.forebay.runtime.backfill.BackfillSummary;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.load.PipelineRelease;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backfill",
        description =
                "Takes a file of events through a pipeline into a file of features, with the same answer as live.",
        footer = {
            "",
            "A file's extension is its format: .parquet, or .jsonl, .ndjson, .json (an event a line), .csv,",
            "those also with .gz.",
            "The output appears when it is complete; until then, and after a failure, there is none.",
            "",
            "Examples:",
            "  forebay backfill pipeline.yaml --from events.jsonl --to features.jsonl",
            "  forebay backfill pipeline.yaml --from events.parquet --to features.parquet",
            "  forebay backfill pipeline.yaml --from events.csv.gz --to march.csv --since 2026-03-01 --until 2026-04-01"
        })
final class BackfillCommand implements Callable<Integer> {
    /** Failures that lie in what was asked for, not in the running. */
    private static final Set<RuntimeCode> WRONG_REQUEST = Set.of(
            RuntimeCode.OUTPUT_EXISTS,
            RuntimeCode.FILE_FORMAT,
            RuntimeCode.FILE_COLUMNS,
            RuntimeCode.FILE_MISSING,
            RuntimeCode.FILE_UNREADABLE);

    private static final long STOP_SECONDS = 30;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "IN", description = "The events.")
    private Path from = Path.of("");

    @Option(
            names = "--to",
            required = true,
            paramLabel = "OUT",
            description = "The features, one line or row an event.")
    private Path to = Path.of("");

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description =
                    "Where rejected events go as JSON lines (default: OUT with .rejected.jsonl for its extension).")
    private @Nullable Path rejected;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Emit only events at or after this time, such as 2026-03-01 or 2026-03-01T12:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Emit only events before this time.")
    private @Nullable String until;

    @Option(names = "--overwrite", description = "Replace an output that exists.")
    private boolean overwrite;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that parse and compute (default: 1); the output is the same with any number.")
    private int workers = 1;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Mixin
    private HistoryOption registry = new HistoryOption();

    @Mixin
    private ContractOption contract = new ContractOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    BackfillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (workers < 1 || workers > 256) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--workers is " + workers, "expected 1 to 256");
        }
        BackfillOptions options = BackfillOptions.of(Loading.pipeline(file, fitted, terminal), from, to)
                .withOverwrite(overwrite)
                .withRejected(rejected)
                .withRange(Arguments.instant("--since", since), Arguments.instant("--until", until))
                .withWorkers(workers);
        requireSense(options);
        contract.startOf(PipelineRelease.of(options.pipeline()), "backfill", registry);
        RunRecorder recorder = RunRecorder.begin(
                terminal,
                registry,
                "backfill",
                options.pipeline(),
                parameters(options),
                Map.of("input", options.from()));
        Logging.configure(
                Logging.Format.TEXT, Level.WARN, line -> terminal.err().println(line));
        Backfill backfill = new Backfill(options);
        try (StopSignal signal = new StopSignal(backfill::stop, STOP_SECONDS)) {
            int code = run(backfill, options, recorder);
            terminal.out().flush();
            terminal.err().flush();
            signal.finished(code);
            return code;
        }
    }

    private int run(Backfill backfill, BackfillOptions options, RunRecorder recorder) {
        try {
            BackfillSummary summary;
            try (BackfillProgress progress = new BackfillProgress(terminal)) {
                progress.follow(backfill::status);
                summary = backfill.run();
            }
            recorder.done(
                    Summaries.counts(summary),
                    Map.of("output", options.to(), "rejected", options.rejectedFile()),
                    summary.outputDigest());
            if (json) {
                terminal.json(asData(summary, options));
            } else {
                print(summary, options);
            }
            return CommandFailure.DONE;
        } catch (RunFailure e) {
            terminal.diagnostics(List.of(e.diagnostic()));
            recorder.failed(e.diagnostic().message());
            return e.diagnostic().code() instanceof RuntimeCode code && WRONG_REQUEST.contains(code)
                    ? CommandFailure.WRONG
                    : CommandFailure.FAILED;
        }
    }

    private static Map<String, @Nullable Object> parameters(BackfillOptions options) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("from", options.from());
        parameters.put("to", options.to());
        parameters.put("rejected", options.rejectedFile());
        parameters.put("since", options.since());
        parameters.put("until", options.until());
        parameters.put("workers", options.workers());
        return parameters;
    }

    private static void requireSense(BackfillOptions options) {
        NamedFiles.requireReadable(options.from());
        NamedFiles.requireDirectoryOf(options.to());
        NamedFiles.requireDirectoryOf(options.rejectedFile());
        if (options.since() != null
                && options.until() != null
                && !options.since().isBefore(options.until())) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "--since is not before --until",
                    "no event is at or after one and before the other");
        }
        List<Path> files = List.of(options.from(), options.to(), options.rejectedFile()).stream()
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
        if (Set.copyOf(files).size() < files.size()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "one file is named twice", "--from, --to and --rejected must be three files");
        }
    }

    private void print(BackfillSummary summary, BackfillOptions options) {
        Summaries.print(summary, terminal.out());
        terminal.out().println("  wrote " + options.to());
        if (summary.rejected() > 0) {
            terminal.out().println("  rejected events with their reasons: " + options.rejectedFile());
        }
    }

    private static Map<String, @Nullable Object> asData(BackfillSummary summary, BackfillOptions options) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>(Summaries.asData(summary));
        data.put("output", options.to().toString());
        data.put(
                "rejected_file", summary.rejected() > 0 ? options.rejectedFile().toString() : null);
        return data;
    }
}
