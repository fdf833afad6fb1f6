package dev.forebay.runtime.backfill;

import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill reads and writes.
 *
 * @param pipeline what is run
 * @param from the input; its extension names its format: {@code parquet}, or {@code jsonl}, {@code ndjson}, {@code json}, {@code csv},
 *     those also with {@code .gz}
 * @param to the output, likewise
 * @param overwrite whether an output that exists is replaced
 * @param since events before it are read and not emitted; null for no bound
 * @param until events at it or after are read and not emitted; null for no bound
 * @param rejected where rejected events go, as JSON lines; null for a file beside the output
 * @param sourceName what rejected events call their source; null for the name of the input file
 * @param workers how many threads parse, compute and encode; results are the same for any number
 */
public record BackfillOptions(
        LoadedPipeline pipeline,
        Path from,
        Path to,
        boolean overwrite,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Path rejected,
        @Nullable String sourceName,
        int workers) {

    public BackfillOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers);
        }
    }

    /** All of a file into one that does not exist yet. */
    public static BackfillOptions of(LoadedPipeline pipeline, Path from, Path to) {
        return new BackfillOptions(pipeline, from, to, false, null, null, null, null, 1);
    }

    public BackfillOptions withOverwrite(boolean value) {
        return new BackfillOptions(pipeline, from, to, value, since, until, rejected, sourceName, workers);
    }

    public BackfillOptions withRange(@Nullable Instant newSince, @Nullable Instant newUntil) {
        return new BackfillOptions(pipeline, from, to, overwrite, newSince, newUntil, rejected, sourceName, workers);
    }

    public BackfillOptions withWorkers(int value) {
        return new BackfillOptions(pipeline, from, to, overwrite, since, until, rejected, sourceName, value);
    }

    public BackfillOptions withRejected(@Nullable Path file) {
        return new BackfillOptions(pipeline, from, to, overwrite, since, until, file, sourceName, workers);
    }

    /** With another name of the input in the reasons of rejected events: for a replay of one that was moved. */
    public BackfillOptions withSourceName(String name) {
        return new BackfillOptions(pipeline, from, to, overwrite, since, until, rejected, name, workers);
    }

    /** Where rejected events go: the file asked for, or else one beside the output. */
    public Path rejectedFile() {
        if (rejected != null) {
            return rejected;
        }
        String name = String.valueOf(to.getFileName());
        String stem = name.replaceFirst("(\\.(jsonl|ndjson|json|csv|parquet|pq))?(\\.gz)?$", "");
        return to.resolveSibling(stem + ".rejected.jsonl");
    }
}
