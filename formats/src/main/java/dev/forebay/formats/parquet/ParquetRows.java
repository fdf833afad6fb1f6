package dev.forebay.formats.parquet;

import dev.forebay.types.Field;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.util.List;

/** What is left to do for rows that were read as columns: nothing, but a rejected one gets bytes. One thread at a time. */
final class ParquetRows implements RecordDecoder {
    private final RowJson json;

    ParquetRows(List<Field> schema) {
        this.json = new RowJson(schema);
    }

    @Override
    public void decode(EventBatch batch) {
        // Done by the reader.
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
