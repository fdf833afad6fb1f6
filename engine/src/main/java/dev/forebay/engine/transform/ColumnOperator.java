package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;

/**
 * A transformer on one column of numbers: what is null stays null, and what is in error stays so.
 *
 * <p>Each arithmetic step rounds once, in double, or for a float32 block to a float. <b>Errors</b>: a value that is not taken puts the row in
 * error.
 */
abstract class ColumnOperator implements Operator {
    private final DoubleVector input;
    private final DoubleVector output;
    private final Takes takes;

    /** Which values a transformer takes. */
    enum Takes {
        EVERYTHING,
        /** As scikit-learn's {@code allow-nan}. */
        NO_INFINITIES,
        /** Neither infinities nor what is missing. */
        FINITE
    }

    ColumnOperator(DoubleVector input, DoubleVector output, Takes takes) {
        this.input = input;
        this.output = output;
        this.takes = takes;
    }

    /** Computes {@code z} of {@code x} for all rows; what stands in a row that is not valid is not looked at. */
    abstract void compute(double[] x, double[] z, int rows);

    @Override
    public final void run(int rows) {
        System.arraycopy(input.state, 0, output.state, 0, rows);
        compute(input.values, output.values, rows);
        if (takes != Takes.EVERYTHING) {
            refuse(input.values, output.state, rows);
        }
    }

    private void refuse(double[] x, byte[] state, int rows) {
        for (int i = 0; i < rows; i++) {
            if (isRefused(takes, x[i], state[i])) {
                state[i] = Vector.ERROR;
            }
        }
    }

    /** Whether a transformer refuses a value of that state. */
    static boolean isRefused(Takes takes, double x, byte state) {
        if (state == Vector.VALID) {
            return takes != Takes.EVERYTHING
                    && (Math.abs(x) == Double.POSITIVE_INFINITY || (takes == Takes.FINITE && Double.isNaN(x)));
        }
        return takes == Takes.FINITE && state == Vector.NULL;
    }

    /** What is said of a value that is refused. */
    static String rule(String transformer, Takes takes) {
        return transformer + (takes == Takes.FINITE ? " takes finite numbers only" : " takes no infinite value");
    }
}
