package dev.forebay.formats.parquet;

import dev.forebay.types.batch.EventBatch;
import org.jspecify.annotations.Nullable;

/** A column that never has a value, into a column of any type. */
final class NothingFill extends ColumnFill {
    NothingFill(FieldPlace at) {
        super(at);
    }

    @Override
    void numbers(EventBatch batch, int row, int count, int @Nullable [] present, long[] numbers) {
        for (int i = 0; i < count; i++) {
            absent(batch, row + i);
        }
    }

    @Override
    void slices(EventBatch batch, int row, int count, int @Nullable [] present, Slices slices) {
        for (int i = 0; i < count; i++) {
            absent(batch, row + i);
        }
    }
}
