package dev.forebay.engine.function;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;

/**
 * The work of one kernel on one batch.
 *
 * <p>For a strict signature the states of {@code out} are set before: VALID where every input is. The loop then writes the
 * values and turns single VALID states into NULL or ERROR; it may compute on rows that are not valid (what stands there is
 * anything at all) as long as it leaves their state. For a signature that is not strict the loop sets every state, and errors
 * of inputs are put back afterwards.
 */
@FunctionalInterface
public interface Loop {

    void run(Vector[] in, Vector out, int rows);

    static boolean[] booleans(Vector vector) {
        return ((BooleanVector) vector).values;
    }

    static long[] longs(Vector vector) {
        return ((LongVector) vector).values;
    }

    static double[] doubles(Vector vector) {
        return ((DoubleVector) vector).values;
    }

    static StringVector texts(Vector vector) {
        return (StringVector) vector;
    }
}
