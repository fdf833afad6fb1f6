package dev.forebay.formats.parquet;

import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whole numbers, decimals, timestamps and dates, stored as numbers or as big-endian bytes, into a column of longs. */
final class WholeFill extends ColumnFill {
    private final WholeShape shape;

    WholeFill(FieldPlace at, WholeShape shape) {
        super(at);
        this.shape = shape;
    }

    @Override
    void numbers(EventBatch batch, int row, int count, int @Nullable [] present, long[] numbers) {
        if (present == null && shape.isIdentity()) {
            LongVector longs = (LongVector) vector(batch);
            System.arraycopy(numbers, 0, longs.values, row, count);
            Arrays.fill(longs.state, row, row + count, Vector.VALID);
        } else {
            super.numbers(batch, row, count, present, numbers);
        }
    }

    @Override
    void number(EventBatch batch, int row, long bits) {
        long raw = shape.unsigned32() ? bits & 0xffffffffL : bits;
        if (shape.fits(raw)) {
            ((LongVector) vector(batch)).values[row] = shape.value(raw);
        } else {
            reject(batch, row, ReasonCode.NUMBER_RANGE, found(raw));
        }
    }

    @Override
    void slice(EventBatch batch, int row, Slices slices, int at) {
        int from = slices.start[at];
        number(batch, row, Binary.bigEndian(slices.arena.bytes, from, from + slices.length[at]));
    }

    private String found(long raw) {
        if (shape.unsigned64()) {
            return Long.toUnsignedString(raw);
        }
        if (raw == Long.MAX_VALUE || raw == Long.MIN_VALUE) {
            return "a number of more than 64 bits";
        }
        return BigDecimal.valueOf(raw, shape.fileScale()).toPlainString();
    }
}
