package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;
import java.time.Instant;
import java.util.List;

/**
 * That somebody let a release go on though its model was validated with something else.
 *
 * @param stage where, such as {@code build}, {@code promote}, {@code run} or {@code backfill}
 * @param by who
 * @param reason in their words
 * @param differences what did not fit
 */
public record Allowance(Digest release, String stage, Instant at, String by, String reason, List<String> differences) {
    public Allowance {
        differences = List.copyOf(differences);
    }
}
