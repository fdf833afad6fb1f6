package dev.forebay.runtime.frame;

import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.Vector;

/** Writes one row as the bytes of one output record. One thread at a time. */
@FunctionalInterface
public interface RowEncoder {

    /** Appends row {@code row} of {@code columns} to {@code out}. */
    void encode(Vector[] columns, int row, ByteArena out);
}
