package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.MinMaxScalerState;
import dev.forebay.types.batch.DoubleVector;

/** One column of a fitted MinMaxScaler: {@code x * scale + min}, two roundings, then clipped. <b>Source</b>: scikit-learn 1.9.1. */
final class MinMaxScaler extends ColumnOperator {
    private final double scale;
    private final double min;
    private final double lowest;
    private final double highest;
    private final boolean clip;
    private final boolean single;

    MinMaxScaler(MinMaxScalerState state, int column, boolean single, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.NO_INFINITIES);
        this.scale = state.scale().get(column);
        this.min = state.min().get(column);
        this.lowest = single ? (float) state.lowest() : state.lowest();
        this.highest = single ? (float) state.highest() : state.highest();
        this.clip = state.clip();
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        if (single) {
            for (int i = 0; i < rows; i++) {
                float scaled = (float) (x[i] * scale);
                z[i] = (float) (scaled + min);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] * scale + min;
            }
        }
        if (clip) {
            for (int i = 0; i < rows; i++) {
                // Comparisons, since a NaN stays.
                z[i] = z[i] < lowest ? lowest : z[i] > highest ? highest : z[i];
            }
        }
    }
}
