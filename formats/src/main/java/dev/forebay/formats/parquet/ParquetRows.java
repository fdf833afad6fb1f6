package dev.forebay.formats.parquet;

import dev.forebay.types.Field;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.util.List;

/**
 * What is left to do for rows that were read as columns: nothing, but a rejected one gets bytes, and so does one that is to be read again. One
 * thread at a time.
 */
final class ParquetRows implements RecordDecoder {
    private final RowJson json;

    ParquetRows(List<Field> schema) {
        this.json = new RowJson(schema);
    }

    /** The reader has filled the columns; those of rows from {@link #keepEvents} are filled from the bytes that it wrote. */
    @Override
    public void decode(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (batch.valueLength[row] >= 0) {
                KeptColumns.read(batch, row);
                batch.valueLength[row] = -1;
            }
        }
    }

    @Override
    public void keepEvents(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (!batch.rejections.isRejected(row)) {
                KeptColumns.write(batch, row);
            }
        }
    }

    @Override
    public void keepOriginal(EventBatch batch, int row) {
        if (batch.valueLength[row] < 0) {
            int start = batch.arena.size;
            json.write(batch, row, batch.arena);
            batch.valueStart[row] = start;
            batch.valueLength[row] = batch.arena.size - start;
        }
    }
}
