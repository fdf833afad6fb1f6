/**
 * What a pipeline knows across events, kept over a restart.
 *
 * <p>Start reading at {@link dev.forebay.runtime.state.StateKeeper}; files are in {@link dev.forebay.runtime.snapshot.SnapshotStore}.
 */
@NullMarked
package dev.forebay.runtime.state;

import org.jspecify.annotations.NullMarked;
