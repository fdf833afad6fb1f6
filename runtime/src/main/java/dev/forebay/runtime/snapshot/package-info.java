/**
 * Files that hold what a pipeline knows across events, as of a commit.
 *
 * <p>Start reading at {@link dev.forebay.runtime.snapshot.SnapshotStore}; the format is in {@link dev.forebay.runtime.snapshot.SnapshotFile}.
 */
@NullMarked
package dev.forebay.runtime.snapshot;

import org.jspecify.annotations.NullMarked;
