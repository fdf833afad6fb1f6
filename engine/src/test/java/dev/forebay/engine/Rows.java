package dev.forebay.engine;

import dev.forebay.types.Field;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import org.jspecify.annotations.Nullable;

/** Rows of Java values in and out of batches. */
public final class Rows {
    private Rows() {}

    /** Adds a row with the next offset of a partition; values as constants of the plan have them. */
    public static int add(EventBatch batch, int partition, @Nullable Object... values) {
        int row = batch.add(partition, batch.size(), Long.MIN_VALUE, new byte[0], 0, 0, new byte[0], 0, 0);
        for (int i = 0; i < values.length; i++) {
            Field field = batch.fields().get(i);
            set(batch.column(i), row, values[i], batch, field);
        }
        return row;
    }

    private static void set(Vector vector, int row, @Nullable Object value, EventBatch batch, Field field) {
        vector.state[row] = value == null ? Vector.NULL : Vector.VALID;
        if (value == null) {
            return;
        }
        switch (field.type().kind()) {
            case BOOLEAN -> ((BooleanVector) vector).values[row] = (Boolean) value;
            case DOUBLE -> ((DoubleVector) vector).values[row] = (Double) value;
            case STRING -> ((StringVector) vector).set(row, batch.arena, (String) value);
            case LONG, DECIMAL, TIMESTAMP, DATE -> ((LongVector) vector).values[row] = ((Number) value).longValue();
        }
    }

    /** The value of a row: null, the text {@code error}, or as constants of the plan have it. */
    public static @Nullable Object get(Vector vector, int row) {
        if (vector.isError(row)) {
            return "error";
        }
        if (!vector.isValid(row)) {
            return null;
        }
        if (vector instanceof BooleanVector booleans) {
            return booleans.values[row];
        }
        if (vector instanceof DoubleVector doubles) {
            return doubles.values[row];
        }
        if (vector instanceof LongVector longs) {
            return longs.values[row];
        }
        return ((StringVector) vector).get(row);
    }
}
