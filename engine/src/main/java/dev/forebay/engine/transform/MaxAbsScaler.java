package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.MaxAbsScalerState;
import dev.forebay.types.batch.DoubleVector;

/** One column of a fitted MaxAbsScaler: {@code x / scale}, or {@code x * (1 / scale)} in a sparse block, then clipped. <b>Source</b>: scikit-learn 1.9.1. */
final class MaxAbsScaler extends ColumnOperator {
    private final double scale;
    private final boolean clip;
    private final boolean sparse;
    private final boolean single;

    MaxAbsScaler(
            MaxAbsScalerState state,
            int column,
            boolean sparse,
            boolean single,
            DoubleVector input,
            DoubleVector output) {
        super(input, output, Takes.NO_INFINITIES);
        this.scale = state.scale().get(column);
        this.clip = state.clip();
        this.sparse = sparse;
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        double factor = 1 / scale;
        for (int i = 0; i < rows; i++) {
            z[i] = sparse ? x[i] * factor : x[i] / scale;
        }
        Rounding.toSingle(z, rows, single);
        if (clip) {
            for (int i = 0; i < rows; i++) {
                z[i] = z[i] < -1 ? -1 : z[i] > 1 ? 1 : z[i];
            }
        }
    }
}
