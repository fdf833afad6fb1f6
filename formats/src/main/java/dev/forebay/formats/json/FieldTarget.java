package dev.forebay.formats.json;

import dev.forebay.types.Field;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.IntegerShape;
import org.jspecify.annotations.Nullable;

/** A field of the schema and, while a batch is decoded, the arrays that its values go to. */
final class FieldTarget {
    /** How the value at a field's key is read. */
    enum Reading {
        BOOLEAN,
        DOUBLE,
        STRING,
        DATE,
        TIMESTAMP_TEXT,
        /** A number kept as an integer: long, decimal, a timestamp as seconds, milliseconds or microseconds. */
        INTEGER
    }

    private static final StringVector NO_STRINGS = new StringVector(0);

    final int index;
    final Field field;
    final Reading reading;

    /** How a number becomes the {@code long} of the column. */
    final IntegerShape shape;

    /** The next field that is read at the same key. */
    @Nullable
    FieldTarget also;

    /** The record in which a value was last seen. */
    long seen = -1;

    byte[] state = new byte[0];
    boolean[] booleans = new boolean[0];
    long[] longs = new long[0];
    double[] doubles = new double[0];
    StringVector strings = NO_STRINGS;

    FieldTarget(int index, Field field) {
        this.index = index;
        this.field = field;
        this.reading = reading(field);
        this.shape = IntegerShape.of(field);
    }

    private static Reading reading(Field field) {
        return switch (field.type().kind()) {
            case BOOLEAN -> Reading.BOOLEAN;
            case LONG, DECIMAL -> Reading.INTEGER;
            case DOUBLE -> Reading.DOUBLE;
            case STRING -> Reading.STRING;
            case DATE -> Reading.DATE;
            case TIMESTAMP ->
                field.timestampFormat() == Field.TimestampFormat.RFC3339 ? Reading.TIMESTAMP_TEXT : Reading.INTEGER;
        };
    }

    void bind(EventBatch batch) {
        Vector vector = batch.column(index);
        state = vector.state;
        if (vector instanceof BooleanVector v) {
            booleans = v.values;
        } else if (vector instanceof LongVector v) {
            longs = v.values;
        } else if (vector instanceof DoubleVector v) {
            doubles = v.values;
        } else if (vector instanceof StringVector v) {
            strings = v;
        }
    }
}
