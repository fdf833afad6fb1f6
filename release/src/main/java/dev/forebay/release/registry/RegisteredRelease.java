package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;
import java.time.Instant;
import java.util.List;

/**
 * A release as the registry lists it.
 *
 * @param engine the version of Forebay that built it
 * @param labels those that point at it, ascending
 */
public record RegisteredRelease(
        Digest digest, String pipeline, Instant builtAt, String builtBy, String engine, List<String> labels) {
    public RegisteredRelease {
        labels = List.copyOf(labels);
    }
}
