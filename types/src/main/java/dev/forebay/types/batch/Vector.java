package dev.forebay.types.batch;

import dev.forebay.types.Type;

/**
 * A column of values, one a row, with a state a row.
 *
 * <p>The state of a row is {@link #VALID}, or a union of {@link #NULL} and {@link #ERROR}. A row in error has no value: the
 * expression that should have made one failed on it (an overflow, a cast). An error travels through expressions as a null
 * does; only the branch that is chosen counts. The value slot of a row that is not valid holds anything at all and is never
 * read.
 *
 * <p><b>Shape</b>: {@code capacity} rows; the batch that a vector belongs to knows how many of them are in use.
 * <b>Threads</b>: one at a time. Fields are public because operators are plain loops over the arrays.
 */
public abstract sealed class Vector permits BooleanVector, LongVector, DoubleVector, StringVector {
    public static final byte VALID = 0;
    public static final byte NULL = 1;
    public static final byte ERROR = 2;

    /** The state of each row. */
    public final byte[] state;

    private final Type type;

    Vector(Type type, int capacity) {
        this.type = type;
        this.state = new byte[capacity];
    }

    /** A vector that can hold values of {@code type}. */
    public static Vector of(Type type, int capacity) {
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanVector(capacity);
            case DOUBLE -> new DoubleVector(capacity);
            case STRING -> new StringVector(capacity);
            case LONG, DECIMAL, TIMESTAMP, DATE -> new LongVector(type, capacity);
        };
    }

    public final Type type() {
        return type;
    }

    public final int capacity() {
        return state.length;
    }

    public final boolean isValid(int row) {
        return state[row] == VALID;
    }

    public final boolean isNull(int row) {
        return state[row] == NULL;
    }

    public final boolean isError(int row) {
        return (state[row] & ERROR) != 0;
    }
}
