package dev.forebay.release.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as the history has it.
 *
 * @param number from 1, in the order in which runs began
 * @param pipeline its name
 * @param engine the version of Forebay that ran it
 * @param by who began it
 * @param end null while nobody knows that it ended
 */
public record RecordedRun(
        long number,
        String pipeline,
        String engine,
        Instant startedAt,
        String by,
        RunStart start,
        @Nullable RunEnd end) {}
