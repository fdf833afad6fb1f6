package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.EmbeddedRun;
import dev.forebay.runtime.RunOptions;
import dev.forebay.runtime.RunSummary;
import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.types.diagnostic.DiagnosticCode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        name = "run",
        description = "Runs a pipeline live, Kafka to Kafka, exactly once, until it is told to stop.",
        footer = {
            "",
            "Ctrl-C or SIGTERM finishes what is in flight, commits it and ends with code 0.",
            "",
            "Example:",
            "  KAFKA_BROKERS=localhost:9092 forebay run examples/seed/pipeline.yaml",
            "",
            "A pipeline without history can begin with one: its windows, ids and watermarks are built, nothing is emitted,",
            "and it goes live without a gap or a repeat.",
            "  forebay run pipeline.yaml --bootstrap payments                        all of the source topic so far",
            "  forebay run pipeline.yaml --bootstrap payments:2026-01-01..           of its records since then",
            "  forebay run pipeline.yaml --bootstrap payments:..0=1200,1=1187        up to these offsets",
            "  forebay run pipeline.yaml --bootstrap old.jsonl --until 2026-03-01    a file, then the topic"
        })
final class RunCommand implements Callable<Integer> {
    /** What no run of this definition, or no run as it was asked for, can do. */
    private static final Set<DiagnosticCode> WRONG = Set.of(
            RuntimeCode.CLIENT_SETTING,
            RuntimeCode.NO_KAFKA_SOURCE,
            RuntimeCode.NO_SINK,
            RuntimeCode.BOOTSTRAP_REQUEST,
            RuntimeCode.HISTORY_THERE,
            RuntimeCode.HISTORY_EMPTY,
            RuntimeCode.HISTORY_UNFIT,
            RuntimeCode.FILE_FORMAT,
            RuntimeCode.FILE_MISSING);

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(3);

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--workers", paramLabel = "N", description = "Threads that parse and compute (default: 1).")
    private int workers = 1;

    @Option(
            names = "--commit-interval",
            paramLabel = "TIME",
            description = "How long output waits for its commit, such as 50ms or 1s (default: 100ms).")
    private String commitInterval = "100ms";

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            description = "Where /metrics, /health/live and /health/ready answer (default: 127.0.0.1:9464);"
                    + " port 0 takes any free one, 'off' none.")
    private String metrics = "127.0.0.1:9464";

    @Option(
            names = "--requests",
            paramLabel = "HOST:PORT",
            description = "Where events are scored on request, POST /v1/pipelines/NAME/score (default: off);"
                    + " a port alone is one of the loopback address.")
    private String requests = "off";

    @Option(names = "--state", paramLabel = "DIR", description = "Where snapshots of the state are kept.")
    private @Nullable Path state;

    @Option(names = "--grace", paramLabel = "TIME", description = "How long a stop may take (default: 30s).")
    private String grace = "30s";

    @Option(
            names = "--take-over",
            description = "Start though another process seems to run the pipeline; it is fenced.")
    private boolean takeOver;

    @Option(
            names = "--skip-lost",
            description = "Go on at the oldest event there is where the next one to read is no longer in the topic.")
    private boolean skipLost;

    @Option(names = "--until-end", description = "Stop at what is the end of the source now.")
    private boolean untilEnd;

    @Option(
            names = "--bootstrap",
            paramLabel = "HISTORY",
            description =
                    "Begin with a history: TOPIC, TOPIC:FROM..TO, or a file. An end may be left out, a time, or"
                            + " offsets (one, or one for each partition: 0=1200,1=1187). Once; after that the option changes nothing.")
    private @Nullable String bootstrap;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Where the history in a file ends and the topic goes on, such as 2026-03-01 or"
                    + " 2026-03-01T12:00:00Z. An event of the topic before it is skipped if its id was in the file.")
    private @Nullable String until;

    @Option(names = "--log-format", paramLabel = "text|json", description = "How log lines look (default: text).")
    private Logging.Format logFormat = Logging.Format.TEXT;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "debug, info, warn or error (default: info).")
    private String logLevel = "info";

    @Option(names = "--plain", description = "Status as log lines, not as a live screen.")
    private boolean plain;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Mixin
    private HistoryOption registry = new HistoryOption();

    @Mixin
    private ContractOption contract = new ContractOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunOptions options = options(Loading.pipeline(file, fitted, terminal));
        Plan plan = options.pipeline().plan();
        contract.startOf(PipelineRelease.of(options.pipeline()), "run", registry);
        LiveRun live = new LiveRun(terminal, plain, logFormat, Arguments.level("--log-level", logLevel));
        RunRecorder recorder = RunRecorder.begin(terminal, registry, "run", options.pipeline(), parameters(), Map.of());
        EmbeddedRun run = new EmbeddedRun(options);
        try (StopSignal signal = new StopSignal(run::stop, options.grace().toSeconds() + 15)) {
            int code = CommandFailure.DONE;
            try {
                RunSummary summary = live.run(run, status -> StatusPanel.lines(plan, status));
                recorder.done(Summaries.counts(summary), Map.of(), summary.outputDigest());
                if (json) {
                    terminal.json(Summaries.asData(summary));
                } else {
                    Summaries.print(summary, terminal.out());
                }
            } catch (RunFailure e) {
                terminal.diagnostics(List.of(e.diagnostic()));
                recorder.failed(e.diagnostic().message());
                code = WRONG.contains(e.diagnostic().code()) ? CommandFailure.WRONG : CommandFailure.FAILED;
            }
            terminal.out().flush();
            terminal.err().flush();
            signal.finished(code);
            return code;
        }
    }

    private Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("workers", workers);
        parameters.put("commit-interval", commitInterval);
        parameters.put("take-over", takeOver);
        parameters.put("skip-lost", skipLost);
        parameters.put("until-end", untilEnd);
        parameters.put("bootstrap", bootstrap);
        parameters.put("until", until);
        return parameters;
    }

    private @Nullable HistorySource history() {
        Instant end = Arguments.instant("--until", until);
        if (bootstrap == null) {
            if (end != null) {
                throw CommandFailure.wrong(
                        CliCode.BAD_ARGUMENT,
                        "--until goes with --bootstrap",
                        "it says where the history ends that the pipeline begins with",
                        "to stop at the end of the topic: --until-end");
            }
            return null;
        }
        try {
            return HistorySource.parse(bootstrap, end);
        } catch (RunFailure e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        }
    }

    private RunOptions options(LoadedPipeline pipeline) {
        if (workers < 1 || workers > 256) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--workers is " + workers, "expected 1 to 256");
        }
        Duration interval = Arguments.duration("--commit-interval", commitInterval);
        if (interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "--commit-interval is " + commitInterval,
                    "expected 3s at most: a pipeline whose journal is silent for longer is taken for dead");
        }
        RunOptions options = RunOptions.of(pipeline)
                .withWorkers(workers)
                .withCommitInterval(interval)
                .withGrace(Arguments.duration("--grace", grace))
                .withTakeOver(takeOver)
                .withSkipLost(skipLost)
                .withUntilEnd(untilEnd)
                .withBootstrap(history());
        if (state != null) {
            options = options.withStateDirectory(state);
        }
        InetSocketAddress forRequests = Arguments.address("--requests", requests);
        if (forRequests != null) {
            options = options.withRequests(forRequests);
        }
        InetSocketAddress address = Arguments.address("--metrics", metrics);
        return address == null ? options : options.withMetrics(address);
    }
}
