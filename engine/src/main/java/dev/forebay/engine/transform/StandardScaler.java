package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.batch.DoubleVector;

/**
 * One column of a fitted StandardScaler: {@code x - mean}, then {@code / scale}, as its flags say, each rounded once.
 *
 * <p><b>Missing</b>: null stays null and NaN stays NaN. <b>Errors</b>: an infinity puts the row in error, as scikit-learn
 * refuses it. <b>Source</b>: scikit-learn 1.9.1, {@code StandardScaler.transform}; a sparse block is multiplied by {@code 1 / scale}, and a float32
 * one is calculated with the mean and the scale as floats.
 */
final class StandardScaler extends ColumnOperator {
    private final boolean withMean;
    private final boolean withStd;
    private final double mean;
    private final double scale;
    private final boolean sparse;
    private final boolean single;

    StandardScaler(
            StandardScalerState state,
            int column,
            boolean sparse,
            boolean single,
            DoubleVector input,
            DoubleVector output) {
        super(input, output, Takes.NO_INFINITIES);
        var means = state.mean();
        var scales = state.scale();
        this.withMean = state.withMean() && !sparse;
        this.withStd = state.withStd();
        this.mean = withMean && means != null ? means.get(column) : 0;
        this.scale = withStd && scales != null ? scales.get(column) : 1;
        this.sparse = sparse;
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        if (single) {
            computeSingle(x, z, rows);
        } else if (sparse && withStd) {
            double factor = 1 / scale;
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] * factor;
            }
        } else if (withMean && withStd) {
            for (int i = 0; i < rows; i++) {
                z[i] = (x[i] - mean) / scale;
            }
        } else if (withMean) {
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] - mean;
            }
        } else if (withStd) {
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] / scale;
            }
        } else {
            System.arraycopy(x, 0, z, 0, rows);
        }
    }

    private void computeSingle(double[] x, double[] z, int rows) {
        float center = (float) mean;
        float divisor = (float) scale;
        double factor = 1 / scale;
        for (int i = 0; i < rows; i++) {
            float value = (float) x[i];
            if (withMean) {
                value = value - center;
            }
            if (withStd) {
                value = sparse ? (float) (value * factor) : value / divisor;
            }
            z[i] = value;
        }
    }
}
