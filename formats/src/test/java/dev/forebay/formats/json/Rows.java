package dev.forebay.formats.json;

import dev.forebay.types.Field;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decoded batch as plain objects. */
record Rows(EventBatch batch) {

    static EventBatch batch(List<Field> schema, String... records) {
        byte[][] bytes = new byte[records.length][];
        for (int i = 0; i < records.length; i++) {
            bytes[i] = records[i].getBytes(StandardCharsets.UTF_8);
        }
        return batch(schema, bytes);
    }

    static EventBatch batch(List<Field> schema, byte[]... records) {
        EventBatch batch = new EventBatch(schema, records.length);
        for (int i = 0; i < records.length; i++) {
            batch.add(0, i, Long.MIN_VALUE, records[i], 0, -1, records[i], 0, records[i].length);
        }
        return batch;
    }

    static Rows of(RecordDecoder decoder, List<Field> schema, String... records) {
        EventBatch batch = batch(schema, records);
        decoder.decode(batch);
        return new Rows(batch);
    }

    static Rows of(RecordDecoder decoder, List<Field> schema, byte[]... records) {
        EventBatch batch = batch(schema, records);
        decoder.decode(batch);
        return new Rows(batch);
    }

    List<@Nullable Object> of(int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < batch.fields().size(); i++) {
            values.add(value(batch.column(i), row));
        }
        return values;
    }

    static @Nullable Object value(Vector vector, int row) {
        if (!vector.isValid(row)) {
            return null;
        }
        if (vector instanceof BooleanVector v) {
            return v.values[row];
        }
        if (vector instanceof LongVector v) {
            return v.values[row];
        }
        if (vector instanceof DoubleVector v) {
            return v.values[row];
        }
        return ((StringVector) vector).get(row);
    }

    List<Reason> reasons(int row) {
        return batch.rejections.of(row);
    }
}
