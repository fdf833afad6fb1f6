package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;

/** An encoder of one column: a position among its categories decides what comes out. An infinity is refused, and an unknown category where it is an error. */
abstract class EncoderColumn implements Operator {
    private final Vector input;
    private final CategoryIndex index;
    private final boolean unknownIsError;
    private final int[] positions;

    EncoderColumn(Vector input, CategoryIndex index, boolean unknownIsError) {
        this.input = input;
        this.index = index;
        this.unknownIsError = unknownIsError;
        this.positions = new int[input.capacity()];
    }

    /** The output whose errors are those of the column. */
    abstract DoubleVector first();

    /** Writes the outputs of all rows, valid ones first; which rows are in error is written after it. */
    abstract void encode(int[] categories, int rows);

    /** The outputs beside the first get its states. */
    abstract void spread(byte[] state, int rows);

    @Override
    public final void run(int rows) {
        index.find(input, positions, rows);
        byte[] state = first().state;
        for (int i = 0; i < rows; i++) {
            boolean inError = input.isError(i) || refuses(input, positions[i], unknownIsError, i);
            state[i] = inError ? Vector.ERROR : Vector.VALID;
        }
        encode(positions, rows);
        spread(state, rows);
    }

    /** Whether the value of a row that is not in error is refused. */
    boolean refuses(int row) {
        return refuses(input, positions[row], unknownIsError, row);
    }

    private static boolean refuses(Vector input, int position, boolean unknownIsError, int row) {
        boolean infinite = input instanceof DoubleVector numbers
                && numbers.isValid(row)
                && Math.abs(numbers.values[row]) == Double.POSITIVE_INFINITY;
        return infinite || (unknownIsError && position == CategoryIndex.UNKNOWN);
    }
}
