package dev.forebay.formats.parquet;

import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.ReasonCode;

/** Floating point numbers, NaN and the infinities included, and whole numbers where they are exact, into a column of doubles. */
final class DoubleFill extends ColumnFill {
    private final boolean whole;
    private final boolean unsigned32;
    private final boolean unsigned64;

    /** @param whole whether the file has whole numbers, of {@code unsignedBits} bits without a sign, or with one where that is 0 */
    DoubleFill(FieldPlace at, boolean whole, int unsignedBits) {
        super(at);
        this.whole = whole;
        this.unsigned32 = unsignedBits == 32;
        this.unsigned64 = unsignedBits == 64;
    }

    @Override
    void number(EventBatch batch, int row, long bits) {
        DoubleVector doubles = (DoubleVector) vector(batch);
        if (!whole) {
            doubles.values[row] = Double.longBitsToDouble(bits);
            return;
        }
        long number = unsigned32 ? bits & 0xffffffffL : bits;
        double nearest = (double) number;
        boolean exact = (long) nearest == number && number != Long.MAX_VALUE && !(unsigned64 && number < 0);
        if (exact) {
            doubles.values[row] = nearest;
        } else {
            String found = unsigned64 ? Long.toUnsignedString(number) : Long.toString(number);
            reject(batch, row, ReasonCode.NUMBER_RANGE, found, "a whole number that a double is exactly");
        }
    }
}
