package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.QuantileTransformerState.Distribution;
import dev.forebay.types.batch.DoubleVector;

/**
 * One column of a fitted QuantileTransformer. <b>Source</b>: scikit-learn 1.9.1, {@code QuantileTransformer._transform_col}, and numpy's
 * {@code interp}.
 */
final class QuantileTransformer extends ColumnOperator {
    private static final double BOUNDS_THRESHOLD = 1e-7;
    private static final double LEAST = -5.199337582605575;
    private static final double GREATEST = 5.19933758270342;

    private final double[] quantiles;
    private final double[] references;
    private final double[] minusQuantiles;
    private final double[] minusReferences;
    private final boolean isNormal;
    private final boolean single;

    QuantileTransformer(
            QuantileTransformerState state, int column, boolean single, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.NO_INFINITIES);
        quantiles = state.quantiles().get(column).stream().mapToDouble(q -> q).toArray();
        references = state.references().stream().mapToDouble(r -> r).toArray();
        minusQuantiles = minusReversed(quantiles);
        minusReferences = minusReversed(references);
        this.isNormal = state.distribution() == Distribution.NORMAL;
        this.single = single;
    }

    private static double[] minusReversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = -values[values.length - 1 - i];
        }
        return reversed;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        double first = quantiles[0];
        double last = quantiles[quantiles.length - 1];
        for (int i = 0; i < rows; i++) {
            double value = x[i];
            double uniform;
            if (isNormal ? moved(value, -BOUNDS_THRESHOLD) < first : value == first) {
                uniform = 0;
            } else if (isNormal ? moved(value, BOUNDS_THRESHOLD) > last : value == last) {
                uniform = 1;
            } else {
                uniform = 0.5
                        * (interpolated(value, quantiles, references)
                                - interpolated(-value, minusQuantiles, minusReferences));
            }
            z[i] = isNormal ? normal(single ? (float) uniform : uniform) : uniform;
        }
        Rounding.toSingle(z, rows, single);
    }

    private double moved(double value, double by) {
        return single ? (float) value + (float) by : value + by;
    }

    private static double normal(double uniform) {
        double quantile = NormalQuantile.of(uniform);
        return quantile < LEAST ? LEAST : quantile > GREATEST ? GREATEST : quantile;
    }

    /** numpy's {@code interp}; {@code xs} ascends, and of equal ones the last counts. */
    static double interpolated(double x, double[] xs, double[] ys) {
        int length = xs.length;
        if (Double.isNaN(x)) {
            return x;
        }
        if (x < xs[0]) {
            return ys[0];
        }
        if (x >= xs[length - 1]) {
            return ys[length - 1];
        }
        int low = 0;
        int high = length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (xs[middle] <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (xs[low] == x) {
            return ys[low];
        }
        double slope = (ys[low + 1] - ys[low]) / (xs[low + 1] - xs[low]);
        return slope * (x - xs[low]) + ys[low];
    }
}
