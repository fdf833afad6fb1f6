package dev.forebay.runtime.fit;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.bootstrap.HistorySource;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is fitted on what.
 *
 * @param file the definition's file
 * @param definition what it says
 * @param from the history; its extension names its format, as for a backfill
 * @param topic the range of a topic that is the history; null where it is the file {@code from}
 * @param to the directory that the state goes to, a file a group
 * @param since events before it are read and not fitted on; null for no bound
 * @param until events at it or after are read and not fitted on; null for no bound
 * @param all whether groups are fitted anew that name a file
 * @param overwrite whether state that is there is replaced
 * @param training where the features of the events of the fit go, as a model is to be trained on them; null for nowhere
 * @param workers how many threads parse and compute; what is learned is the same for any number
 * @param producedBy what fits, with its version
 */
public record FitOptions(
        Path file,
        Definition definition,
        Path from,
        HistorySource.@Nullable InTopic topic,
        Path to,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean all,
        boolean overwrite,
        @Nullable Path training,
        int workers,
        String producedBy) {
    public FitOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers);
        }
    }

    /** All of a file, every group that names no state, on one thread. */
    public static FitOptions of(Path file, Definition definition, Path from, Path to) {
        return new FitOptions(file, definition, from, null, to, null, null, false, false, null, 1, "forebay");
    }

    public FitOptions withRange(@Nullable Instant newSince, @Nullable Instant newUntil) {
        return new FitOptions(
                file, definition, from, topic, to, newSince, newUntil, all, overwrite, training, workers, producedBy);
    }

    public FitOptions withAll(boolean value) {
        return new FitOptions(
                file, definition, from, topic, to, since, until, value, overwrite, training, workers, producedBy);
    }

    public FitOptions withOverwrite(boolean value) {
        return new FitOptions(
                file, definition, from, topic, to, since, until, all, value, training, workers, producedBy);
    }

    public FitOptions withWorkers(int value) {
        return new FitOptions(
                file, definition, from, topic, to, since, until, all, overwrite, training, value, producedBy);
    }

    public FitOptions withProducedBy(String value) {
        return new FitOptions(
                file, definition, from, topic, to, since, until, all, overwrite, training, workers, value);
    }

    public FitOptions withTraining(@Nullable Path value) {
        return new FitOptions(
                file, definition, from, topic, to, since, until, all, overwrite, value, workers, producedBy);
    }

    /** On a range of a topic, in place of a file. */
    public FitOptions withTopic(HistorySource.@Nullable InTopic value) {
        return new FitOptions(
                file, definition, from, value, to, since, until, all, overwrite, training, workers, producedBy);
    }
}
