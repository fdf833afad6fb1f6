package dev.forebay.engine.transform;

import dev.forebay.types.batch.DoubleVector;

/** Doubles as the floats next to them: how a float32 block begins, and what each step of it ends with. */
final class Rounding extends ColumnOperator {
    Rounding(DoubleVector input, DoubleVector output) {
        super(input, output, Takes.EVERYTHING);
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = (float) x[i];
        }
    }

    static void toSingle(double[] z, int rows, boolean single) {
        if (single) {
            for (int i = 0; i < rows; i++) {
                z[i] = (float) z[i];
            }
        }
    }
}
