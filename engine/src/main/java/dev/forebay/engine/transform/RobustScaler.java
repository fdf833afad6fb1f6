package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.RobustScalerState;
import dev.forebay.types.batch.DoubleVector;

/** One column of a fitted RobustScaler: {@code x - center}, then {@code / scale}, or {@code * (1 / scale)} in a sparse block. <b>Source</b>: scikit-learn 1.9.1. */
final class RobustScaler extends ColumnOperator {
    private final boolean withCentering;
    private final boolean withScaling;
    private final double center;
    private final double scale;
    private final boolean sparse;
    private final boolean single;

    RobustScaler(
            RobustScalerState state,
            int column,
            boolean sparse,
            boolean single,
            DoubleVector input,
            DoubleVector output) {
        super(input, output, Takes.NO_INFINITIES);
        var centers = state.center();
        var scales = state.scale();
        this.withCentering = state.withCentering() && !sparse;
        this.withScaling = state.withScaling();
        this.center = withCentering && centers != null ? centers.get(column) : 0;
        this.scale = withScaling && scales != null ? scales.get(column) : 1;
        this.sparse = sparse;
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        if (withCentering) {
            for (int i = 0; i < rows; i++) {
                z[i] = x[i] - center;
            }
        } else {
            System.arraycopy(x, 0, z, 0, rows);
        }
        Rounding.toSingle(z, rows, single);
        if (withScaling && sparse) {
            double factor = 1 / scale;
            for (int i = 0; i < rows; i++) {
                z[i] = z[i] * factor;
            }
        } else if (withScaling) {
            for (int i = 0; i < rows; i++) {
                z[i] = z[i] / scale;
            }
        }
        Rounding.toSingle(z, rows, single);
    }
}
