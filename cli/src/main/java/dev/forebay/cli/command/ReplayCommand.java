package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.compare.OutputComparison;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import dev.forebay.release.registry.RunEnd;
import dev.forebay.runtime.backfill.Backfill;
import dev.forebay.runtime.backfill.BackfillOptions;
import dev.forebay.runtime.backfill.BackfillSummary;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.load.LoadedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Runs a backfill of the history again, with the release and the definition of then, and proves that it gives the same bytes.",
            "Exit code 0: the same, 1: another; then the first difference is named."
        },
        footer = {
            "",
            "Examples:",
            "  forebay replay 17",
            "  forebay replay 17 --to again.parquet --workers 2",
            "  forebay replay 17 --from archive/events.jsonl      where the input was moved to"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its number; 'forebay runs list' shows them.")
    private long number;

    @Option(names = "--to", paramLabel = "OUT", description = "Keep what comes out (default: only compare it).")
    private @Nullable Path to;

    @Option(names = "--from", paramLabel = "IN", description = "Where the input is now (default: where it was).")
    private @Nullable Path from;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that parse and compute (default: 1); the output is the same with any number.")
    private int workers = 1;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (workers < 1 || workers > 256) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--workers is " + workers, "expected 1 to 256");
        }
        RecordedRun run = RecordedRuns.find(registry, number);
        RunEnd end = replayable(run);
        Path input = input(run);
        LoadedPipeline pipeline = RecordedRuns.pipeline(registry, run);
        RecordedFile output =
                file(end.outputs(), "output").orElseThrow(() -> notReplayable("its output is not recorded"));
        Path scratch = scratch();
        try {
            Path out = to != null ? to : scratch.resolve(name(output.path()));
            BackfillSummary summary = backfill(options(run, pipeline, input, out, scratch));
            return told(run, end, summary, out, output, scratch);
        } finally {
            delete(scratch);
        }
    }

    private RunEnd replayable(RecordedRun run) {
        RunEnd end = run.end();
        if (!run.start().kind().equals("backfill")) {
            throw notReplayable("it is a '" + run.start().kind() + "'; only a backfill can be replayed yet");
        }
        if (end == null || end.outcome() != RunEnd.Outcome.DONE) {
            throw notReplayable("it did not come to its end: " + RecordedRuns.outcome(run));
        }
        return end;
    }

    private CommandFailure notReplayable(String why, String... notes) {
        return CommandFailure.wrong(CliCode.NO_REPLAY, "run " + number + " cannot be replayed: " + why, notes);
    }

    /** The input, if it is what it was. */
    private Path input(RecordedRun run) {
        RecordedFile recorded =
                file(run.start().inputs(), "input").orElseThrow(() -> notReplayable("its input is not recorded"));
        Path file = from != null ? from : Path.of(recorded.path());
        if (!Files.isReadable(file)) {
            throw notReplayable(
                    "its input " + file + " is no longer there",
                    "--from says where it is now",
                    "it had " + recorded.bytes() + " bytes and the digest " + recorded.digest());
        }
        RecordedFile now = RunRecorder.file("input", file);
        if (!now.digest().equals(recorded.digest())) {
            throw notReplayable(
                    "its input " + file + " has changed since",
                    "then: " + recorded.bytes() + " bytes, " + recorded.digest(),
                    "now: " + now.bytes() + " bytes, " + now.digest());
        }
        return file;
    }

    private BackfillOptions options(RecordedRun run, LoadedPipeline pipeline, Path input, Path out, Path scratch) {
        Map<String, String> asked = run.start().parameters();
        return BackfillOptions.of(pipeline, input, out)
                .withSourceName(name(asked.getOrDefault("from", input.toString())))
                .withRejected(scratch.resolve("rejected.jsonl"))
                .withRange(instant(asked.get("since")), instant(asked.get("until")))
                .withWorkers(workers);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private BackfillSummary backfill(BackfillOptions options) {
        Logging.configure(
                Logging.Format.TEXT, Level.WARN, line -> terminal.err().println(line));
        Backfill backfill = new Backfill(options);
        try (BackfillProgress progress = new BackfillProgress(terminal)) {
            progress.follow(backfill::status);
            return backfill.run();
        } catch (RunFailure e) {
            throw CommandFailure.failed(List.of(e.diagnostic()));
        }
    }

    private int told(
            RecordedRun run, RunEnd end, BackfillSummary summary, Path out, RecordedFile output, Path scratch) {
        boolean sameBytes = RunRecorder.file("output", out).digest().equals(output.digest());
        boolean sameRejected = sameRejected(end, scratch.resolve("rejected.jsonl"));
        if (json) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("run", number);
            data.put("same", sameBytes && sameRejected);
            data.put("same_output", sameBytes);
            data.put("same_rejected", sameRejected);
            data.put("output_digest", summary.outputDigest());
            data.put("recorded_output_digest", end.outputDigest());
            terminal.json(data);
        }
        if (sameBytes && sameRejected) {
            if (!json) {
                terminal.out()
                        .printf(
                                "the same bytes: %,d events, %,d emitted, %,d rejected%n",
                                summary.read(), summary.emitted(), summary.rejected());
            }
            return CommandFailure.DONE;
        }
        throw CommandFailure.failed(
                CliCode.REPLAY_DIFFERS,
                "the replay of run " + number + " gives another " + (sameBytes ? "file of rejected events" : "output"),
                notes(run, out, output, sameBytes).toArray(String[]::new));
    }

    private static boolean sameRejected(RunEnd end, Path rejected) {
        Optional<RecordedFile> recorded = file(end.outputs(), "rejected");
        if (recorded.isEmpty()) {
            return !Files.exists(rejected);
        }
        return Files.exists(rejected)
                && RunRecorder.file("rejected", rejected)
                        .digest()
                        .equals(recorded.get().digest());
    }

    private List<String> notes(RecordedRun run, Path out, RecordedFile output, boolean sameBytes) {
        List<String> notes = new ArrayList<>();
        if (!sameBytes) {
            firstDifference(out, output).ifPresent(notes::add);
        }
        String engine = RegistryOption.actor().engine();
        if (!run.engine().equals(engine)) {
            notes.add("it was run by Forebay " + run.engine() + ", and this is " + engine);
        }
        if (notes.isEmpty()) {
            notes.add("recorded: " + output.digest());
        }
        return notes;
    }

    /** The first row and column that differ, where what was written then is still there. */
    private static Optional<String> firstDifference(Path out, RecordedFile output) {
        Path then = Path.of(output.path());
        if (!Files.isReadable(then)
                || !RunRecorder.file("output", then).digest().equals(output.digest())) {
            return Optional.of("what it wrote then is no longer there to compare: " + then);
        }
        try {
            return OutputComparison.of(then, out, null, 0).examples().stream()
                    .findFirst()
                    .map(example -> example.row() + ", column " + example.column() + ": then " + example.first()
                            + ", now " + example.second());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<RecordedFile> file(List<RecordedFile> files, String role) {
        return files.stream().filter(file -> file.role().equals(role)).findFirst();
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("forebay-replay");
        } catch (IOException e) {
            throw CommandFailure.failed(
                    CliCode.CANNOT_WRITE, "there is no room for what comes out", "the system says: " + e.getMessage());
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // It is in the system's directory for what may go.
            return;
        }
    }
}
