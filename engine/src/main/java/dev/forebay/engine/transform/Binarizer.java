package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.types.batch.DoubleVector;

/** One column of a Binarizer: 1 above the threshold, else 0; the threshold of a float32 block is a float. <b>Source</b>: scikit-learn 1.9.1. */
final class Binarizer extends ColumnOperator {
    private final double threshold;

    Binarizer(BinarizerState state, boolean single, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.FINITE);
        this.threshold = single ? (float) state.threshold() : state.threshold();
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] > threshold ? 1 : 0;
        }
    }
}
