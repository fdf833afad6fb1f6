package dev.forebay.runtime.frame;

import dev.forebay.types.batch.EventBatch;

/** The stage that sees all batches in processing order. Called in that order, one batch at a time, by whatever thread has the turn. */
@FunctionalInterface
public interface Ordering {

    /** Orders a checked batch, and notes in {@code outcome} what it found and, where a snapshot is due, its state. */
    void order(EventBatch batch, EncodedFrame outcome);
}
