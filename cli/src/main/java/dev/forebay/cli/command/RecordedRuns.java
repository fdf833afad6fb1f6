package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import dev.forebay.release.registry.RunEnd;
import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.ReleaseLoader;
import dev.forebay.types.diagnostic.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs of the history, found and shown. */
final class RecordedRuns {
    private RecordedRuns() {}

    /** A run by its number. */
    static RecordedRun find(RegistryOption registry, long number) {
        return registry.with(kept -> kept.run(number))
                .orElseThrow(() -> CommandFailure.wrong(
                        CliCode.UNKNOWN_RUN,
                        "there is no run " + number + " in this registry",
                        "'forebay runs list' shows what there is",
                        "--registry or FOREBAY_REGISTRY says which registry is meant"));
    }

    /** The recorded release, from the text that was run: reasons of rejected events name lines of it. */
    static LoadedPipeline pipeline(RegistryOption registry, RecordedRun run) {
        Release release = registry.with(kept -> kept.release(run.start().release()));
        LoadResult result = ReleaseLoader.load(
                release, new SourceText(run.start().sourceName(), run.start().source()), System::getenv);
        LoadedPipeline pipeline = result.pipeline();
        if (pipeline == null) {
            throw CommandFailure.wrong(result.diagnostics());
        }
        return pipeline;
    }

    /** How it stands, in a word. */
    static String outcome(RecordedRun run) {
        RunEnd end = run.end();
        return end == null ? "running" : end.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** How long it took; empty while nobody knows. */
    static String took(RecordedRun run) {
        RunEnd end = run.end();
        return end == null || end.outcome() == RunEnd.Outcome.CRASHED
                ? ""
                : StatusPanel.duration(Duration.between(run.startedAt(), end.at()));
    }

    static long count(RecordedRun run, String name) {
        RunEnd end = run.end();
        return end == null ? 0 : end.counts().getOrDefault(name, 0L);
    }

    static Map<String, @Nullable Object> asData(RecordedRun run) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("number", run.number());
        data.put("kind", run.start().kind());
        data.put("pipeline", run.pipeline());
        data.put("release", run.start().release().toString());
        data.put("definition", run.start().sourceName());
        data.put("engine", run.engine());
        data.put("started_at", run.startedAt().toString());
        data.put("by", run.by());
        data.put("host", new TreeMap<>(run.start().host()));
        data.put("parameters", new TreeMap<>(run.start().parameters()));
        data.put("inputs", files(run.start().inputs()));
        data.put("outcome", outcome(run));
        RunEnd end = run.end();
        if (end != null) {
            data.put("ended_at", end.at().toString());
            data.put("counts", new TreeMap<>(end.counts()));
            data.put("outputs", files(end.outputs()));
            data.put("output_digest", end.outputDigest());
            data.put("message", end.message());
        }
        return data;
    }

    private static List<Map<String, Object>> files(List<RecordedFile> files) {
        List<Map<String, Object>> data = new ArrayList<>();
        for (RecordedFile file : files) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("role", file.role());
            one.put("path", file.path());
            one.put("bytes", file.bytes());
            one.put("digest", file.digest().toString());
            data.add(one);
        }
        return data;
    }
}
