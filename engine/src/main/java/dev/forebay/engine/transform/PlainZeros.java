package dev.forebay.engine.transform;

import dev.forebay.types.batch.DoubleVector;

/** A column with 0.0 for -0.0. */
final class PlainZeros extends ColumnOperator {
    PlainZeros(DoubleVector input, DoubleVector output) {
        super(input, output, Takes.EVERYTHING);
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] + 0.0;
        }
    }
}
