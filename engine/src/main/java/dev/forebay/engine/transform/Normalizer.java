package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.NormalizerState.Norm;
import dev.forebay.types.batch.DoubleVector;

/** Rows divided by their norm, or by 1 where that is 0; sums are taken in the order of the columns. <b>Source</b>: scikit-learn 1.9.1. */
final class Normalizer extends RowOperator {
    private final Norm norm;
    private final boolean single;
    private final double[] norms;

    Normalizer(Norm norm, boolean single, int capacity, DoubleVector[] inputs, DoubleVector[] outputs) {
        super(inputs, outputs);
        this.norm = norm;
        this.single = single;
        this.norms = new double[capacity];
    }

    @Override
    void compute(int rows) {
        java.util.Arrays.fill(norms, 0, rows, 0);
        for (DoubleVector input : inputs) {
            double[] x = input.values;
            for (int i = 0; i < rows; i++) {
                norms[i] = switch (norm) {
                    case L1 -> norms[i] + Math.abs(x[i]);
                    case L2 -> norms[i] + x[i] * x[i];
                    case MAX -> Math.max(norms[i], Math.abs(x[i]));
                };
            }
        }
        for (int i = 0; i < rows; i++) {
            double length = norm == Norm.L2 ? Math.sqrt(norms[i]) : norms[i];
            norms[i] = length == 0 ? 1 : single ? (float) length : length;
        }
        for (int k = 0; k < inputs.length; k++) {
            double[] x = inputs[k].values;
            double[] z = outputs[k].values;
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] / norms[i];
            }
            Rounding.toSingle(z, rows, single);
        }
    }
}
