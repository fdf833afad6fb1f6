package dev.forebay.runtime.snapshot;

/**
 * The newest snapshot, for those who watch a run.
 *
 * @param atMillis when it was written
 * @param bytes the size of its file; of an increment, what it adds
 * @param seconds how long it took to write; 0 for one that was there before
 */
public record SnapshotFigures(long atMillis, long bytes, double seconds) {}
