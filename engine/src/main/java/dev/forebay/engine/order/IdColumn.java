package dev.forebay.engine.order;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Vector;

/** Ids that are numbers, each as a {@code long}; equal ids have equal numbers. */
final class IdColumn {
    private IdColumn() {}

    /** The id of a valid row of any column but a text one. */
    static long number(Vector ids, int row) {
        if (ids instanceof LongVector longs) {
            return longs.values[row];
        }
        if (ids instanceof DoubleVector doubles) {
            // adding 0.0 makes -0.0 the same as 0.0
            return Double.doubleToLongBits(doubles.values[row] + 0.0);
        }
        return ((BooleanVector) ids).values[row] ? 1 : 0;
    }
}
