package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.why.Emitted;
import dev.forebay.cli.why.Trace;
import dev.forebay.cli.why.TracedInput;
import dev.forebay.plan.Plan;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import dev.forebay.release.registry.RunEnd;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.runtime.reread.JournalInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** In which history an event is looked for. */
final class WhySource {
    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "A run of the history (default: the newest); 'forebay runs list' shows them.")
    private @Nullable Long run;

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description = "A definition, or a release by its digest or label, and not a run of the history.")
    private @Nullable Path definition;

    @Option(
            names = "--from",
            paramLabel = "IN",
            description =
                    "The events; of a run where its input is now (default: where it was). Of a definition without it: those of its topic, as its journal has them.")
    private @Nullable Path from;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    /**
     * A pipeline and its history.
     *
     * @param run its number; null for none of the history
     * @param comparison with what was emitted
     */
    record Found(
            LoadedPipeline pipeline,
            TracedInput input,
            String release,
            @Nullable Long run,
            Function<Trace, Emitted> comparison) {
        Emitted emitted(Trace trace) {
            return comparison.apply(trace);
        }
    }

    /** Finds what was asked for, and that it is what it was. */
    Found find(Terminal terminal) {
        if (definition != null) {
            if (run != null) {
                throw CommandFailure.wrong(
                        CliCode.BAD_ARGUMENT,
                        "--run and --definition do not go together",
                        "a run has the definition that it was run with");
            }
            return ofDefinition(Loading.pipeline(definition, fitted, terminal));
        }
        RecordedRun recorded = run != null ? RecordedRuns.find(registry, run) : newest();
        return ofRun(recorded);
    }

    private RecordedRun newest() {
        List<RecordedRun> runs = registry.with(kept -> kept.runs(null, 1));
        if (runs.isEmpty()) {
            throw CommandFailure.wrong(
                    CliCode.UNKNOWN_RUN,
                    "the history has no run in which the event could be looked for",
                    "--definition FILE --from IN looks in a file",
                    "--registry or FOREBAY_REGISTRY says which history is meant");
        }
        return runs.get(0);
    }

    private Found ofDefinition(LoadedPipeline pipeline) {
        if (from == null) {
            return live(pipeline, null);
        }
        NamedFiles.requireReadable(from);
        return new Found(
                pipeline,
                file(pipeline, from),
                PipelineRelease.of(pipeline).digest().toString(),
                null,
                trace -> Emitted.unknown("no run of the history was asked for"));
    }

    private Found ofRun(RecordedRun recorded) {
        LoadedPipeline pipeline = RecordedRuns.pipeline(registry, recorded);
        if (recorded.start().kind().equals("run")) {
            return live(pipeline, recorded.number());
        }
        return new Found(
                pipeline,
                file(pipeline, input(recorded)),
                recorded.start().release().toString(),
                recorded.number(),
                trace -> emitted(pipeline.plan(), recorded, trace));
    }

    /** What the pipeline read from its topic, as its journal has it. */
    private static Found live(LoadedPipeline pipeline, @Nullable Long run) {
        try {
            JournalInput journal = JournalInput.of(pipeline.definition(), pipeline.plan());
            return new Found(
                    pipeline,
                    TracedInput.ofJournal(journal),
                    PipelineRelease.of(pipeline).digest().toString(),
                    run,
                    trace -> Emitted.unknown("what was written to topics is not compared yet"));
        } catch (RunFailure e) {
            throw CommandFailure.failed(List.of(e.diagnostic()));
        }
    }

    private Path input(RecordedRun recorded) {
        RecordedFile then = recorded.start().inputs().stream()
                .filter(file -> file.role().equals("input"))
                .findFirst()
                .orElseThrow(() -> noEvent(recorded, "its input is not recorded"));
        Path file = from != null ? from : Path.of(then.path());
        if (!Files.isReadable(file)) {
            throw noEvent(recorded, "its input " + file + " is no longer there", "--from says where it is now");
        }
        if (!isAsThen(recorded, file, then)) {
            RecordedFile now = RunRecorder.file("input", file);
            throw noEvent(
                    recorded,
                    "its input " + file + " has changed since",
                    "then: " + then.bytes() + " bytes, " + then.digest(),
                    "now: " + now.bytes() + " bytes, " + now.digest(),
                    "--definition FILE --from " + file + " explains it as it is now");
        }
        return file;
    }

    private static CommandFailure noEvent(RecordedRun recorded, String why, String... notes) {
        return CommandFailure.wrong(
                CliCode.NO_EVENT, "an event of run " + recorded.number() + " cannot be explained: " + why, notes);
    }

    private static TracedInput file(LoadedPipeline pipeline, Path file) {
        return TracedInput.ofFile(file.toString(), () -> open(pipeline, file));
    }

    private static InputFile open(LoadedPipeline pipeline, Path file) {
        try {
            return InputFile.open(file, pipeline.definition().source(), pipeline.plan());
        } catch (RunFailure e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        }
    }

    /** A file that is as it was then; empty where it is not there, or another by now. */
    private static Optional<Path> asThen(RecordedRun recorded, RecordedFile then) {
        Path file = Path.of(then.path());
        return Files.isReadable(file) && isAsThen(recorded, file, then) ? Optional.of(file) : Optional.empty();
    }

    /** A file of the same size that nobody wrote to since is what it was; of any other the bytes are compared. */
    private static boolean isAsThen(RecordedRun recorded, Path file, RecordedFile then) {
        try {
            if (Files.size(file) != then.bytes()) {
                return false;
            }
            RunEnd end = recorded.end();
            Instant since = then.role().equals("input") || end == null ? recorded.startedAt() : end.at();
            return Files.getLastModifiedTime(file).toInstant().isBefore(since)
                    || RunRecorder.file(then.role(), file).digest().equals(then.digest());
        } catch (IOException e) {
            throw CommandFailure.failed(
                    CliCode.FILE_UNREADABLE, file + " cannot be read", "the system says: " + e.getMessage());
        }
    }

    private static Emitted emitted(Plan plan, RecordedRun recorded, Trace trace) {
        RunEnd end = recorded.end();
        Optional<RecordedFile> output = file(end, "output");
        if (output.isEmpty()) {
            return Emitted.unknown("the run left no output: " + RecordedRuns.outcome(recorded));
        }
        Optional<Path> written = asThen(recorded, output.get());
        Optional<RecordedFile> rejected = file(end, "rejected");
        Optional<Path> letters = rejected.flatMap(file -> asThen(recorded, file));
        if (written.isEmpty() || letters.isPresent() != rejected.isPresent()) {
            return Emitted.unknown(
                    "what was emitted then is no longer there: " + output.get().path());
        }
        Map<String, String> asked = recorded.start().parameters();
        Emitted found = Emitted.in(written.get(), letters.orElse(null), trace, idColumn(plan));
        return found.answer().equals("no") && (asked.containsKey("since") || asked.containsKey("until"))
                ? Emitted.unknown("the run emitted only a range of time; " + found.told())
                : found;
    }

    private static Optional<RecordedFile> file(@Nullable RunEnd end, String role) {
        return end == null
                ? Optional.empty()
                : end.outputs().stream()
                        .filter(file -> file.role().equals(role))
                        .findFirst();
    }

    private static @Nullable String idColumn(Plan plan) {
        return plan.output().stream()
                .filter(column -> column.slot() == plan.event().idSlot())
                .map(column -> column.column().name())
                .findFirst()
                .orElse(null);
    }
}
