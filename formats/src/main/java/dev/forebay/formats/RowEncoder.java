package dev.forebay.formats;

import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.Vector;

/** Writes rows of columns as records. Instances count, so one thread at a time. */
public interface RowEncoder {

    /** Appends row {@code row} of {@code columns}, which are of the types the encoder was made for, to {@code out}; no line end. */
    void encode(Vector[] columns, int row, ByteArena out);

    /** How many NaNs and infinities have been written as null, because the format has neither, since this encoder was made. */
    long nonFinite();
}
