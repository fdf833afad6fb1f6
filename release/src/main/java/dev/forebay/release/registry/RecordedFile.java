package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;

/**
 * A file that a run read or wrote.
 *
 * @param role what it was to the run, such as {@code input}, {@code output} or {@code rejected}
 * @param path absolute
 * @param bytes how long it was
 * @param digest of all its bytes
 */
public record RecordedFile(String role, String path, long bytes, Digest digest) {}
