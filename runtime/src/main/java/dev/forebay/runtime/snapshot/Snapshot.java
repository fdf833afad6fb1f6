package dev.forebay.runtime.snapshot;

import java.nio.file.Path;

/**
 * A snapshot in a file, and the commit after which the state stood so.
 *
 * @param number of the commit
 * @param totalDigest the journal's total digest at that commit: a snapshot of another history has another one
 * @param before the number of the snapshot that it adds to, or {@link #FULL}
 * @param signature what windows it is of; empty for none
 * @param bytes the size of the file
 */
public record Snapshot(Path file, long number, String totalDigest, long before, String signature, long bytes) {
    /** It adds to no other. */
    public static final long FULL = -1;

    /** The commit, for messages. */
    @Override
    public String toString() {
        return "the snapshot of commit " + number;
    }
}
