package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of a label, as it is kept for ever.
 *
 * @param number from 1, in order, without gaps
 * @param pipeline whose label
 * @param from what it pointed at; null where it is new
 * @param to what it points at
 * @param by who moved it
 * @param why in their words
 */
public record LabelMove(
        long number,
        String pipeline,
        String label,
        @Nullable Digest from,
        Digest to,
        Instant at,
        String by,
        String why) {}
