package dev.forebay.formats.parquet;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.EventBatch;

/** Booleans into a column of booleans. */
final class BooleanFill extends ColumnFill {
    BooleanFill(FieldPlace at) {
        super(at);
    }

    @Override
    void number(EventBatch batch, int row, long bits) {
        ((BooleanVector) vector(batch)).values[row] = bits != 0;
    }
}
