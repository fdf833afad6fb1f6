package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;
import java.util.List;

/**
 * One column of a fitted StandardScaler: {@code x - mean}, then {@code / scale}, as its flags say, each rounded once.
 *
 * <p><b>Missing</b>: null stays null and NaN stays NaN. <b>Errors</b>: an infinity puts the row in error, as scikit-learn
 * refuses it. <b>Source</b>: scikit-learn 1.9.1, {@code StandardScaler.transform} on float64.
 */
public final class StandardScaler {
    private final DoubleVector input;
    private final DoubleVector output;
    private final boolean withMean;
    private final boolean withStd;
    private final double mean;
    private final double scale;

    /** The scaler of the state's column {@code column}. */
    public StandardScaler(StandardScalerState state, int column, DoubleVector input, DoubleVector output) {
        List<Double> means = state.mean();
        List<Double> scales = state.scale();
        this.input = input;
        this.output = output;
        this.withMean = state.withMean();
        this.withStd = state.withStd();
        this.mean = withMean && means != null ? means.get(column) : 0;
        this.scale = withStd && scales != null ? scales.get(column) : 1;
    }

    /** Scales the first {@code rows} rows. */
    public void run(int rows) {
        double[] x = input.values;
        double[] z = output.values;
        System.arraycopy(input.state, 0, output.state, 0, rows);
        if (withMean && withStd) {
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
        refuseInfinities(x, output.state, rows);
    }

    private static void refuseInfinities(double[] x, byte[] state, int rows) {
        for (int i = 0; i < rows; i++) {
            if (Math.abs(x[i]) == Double.POSITIVE_INFINITY && state[i] == Vector.VALID) {
                state[i] = Vector.ERROR;
            }
        }
    }
}
