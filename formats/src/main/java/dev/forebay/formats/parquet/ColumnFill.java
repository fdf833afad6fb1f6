package dev.forebay.formats.parquet;

import dev.forebay.formats.Demand;
import dev.forebay.types.Field;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of a file's column into the vector of a schema's field. A value that the field cannot have, and a null that it may not
 * have, is a reason against its row.
 */
abstract class ColumnFill {
    private final int index;
    private final Field field;
    private final @Nullable String place;

    ColumnFill(FieldPlace at) {
        this.index = at.index();
        this.field = at.field();
        this.place = at.place();
    }

    /**
     * A field of the schema.
     *
     * @param index its place in the schema
     * @param place where in the definition it stands; null where that is not known
     */
    record FieldPlace(int index, Field field, @Nullable String place) {}

    final Vector vector(EventBatch batch) {
        return batch.column(index);
    }

    final Field field() {
        return field;
    }

    /**
     * Fills {@code count} rows from {@code row} on with numbers.
     *
     * @param present for each row 1 for a value and 0 for null; null where all have one
     * @param numbers the values, as {@link Values} gives them
     */
    void numbers(EventBatch batch, int row, int count, int @Nullable [] present, long[] numbers) {
        byte[] state = vector(batch).state;
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (present == null || present[i] != 0) {
                state[row + i] = Vector.VALID;
                number(batch, row + i, numbers[next++]);
            } else {
                absent(batch, row + i);
            }
        }
    }

    /** Likewise with runs of bytes. */
    void slices(EventBatch batch, int row, int count, int @Nullable [] present, Slices slices) {
        byte[] state = vector(batch).state;
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (present == null || present[i] != 0) {
                state[row + i] = Vector.VALID;
                slice(batch, row + i, slices, next++);
            } else {
                absent(batch, row + i);
            }
        }
    }

    /** Puts one number into a row that is valid so far. */
    void number(EventBatch batch, int row, long bits) {
        throw new IllegalStateException("no numbers for " + field);
    }

    /** Puts one run of bytes into a row that is valid so far. */
    void slice(EventBatch batch, int row, Slices slices, int at) {
        throw new IllegalStateException("no bytes for " + field);
    }

    final void absent(EventBatch batch, int row) {
        vector(batch).state[row] = Vector.NULL;
        if (!field.optional()) {
            batch.rejections.add(row, new Reason(ReasonCode.NULL, field.name(), null, Demand.NOT_NULL, place));
        }
    }

    final void reject(EventBatch batch, int row, ReasonCode code, String found) {
        reject(batch, row, code, found, Demand.of(field));
    }

    final void reject(EventBatch batch, int row, ReasonCode code, String found, String rule) {
        vector(batch).state[row] = Vector.NULL;
        batch.rejections.add(row, new Reason(code, field.name(), found, rule, place));
    }
}
