package dev.forebay.engine.transform;

import dev.forebay.types.batch.DoubleVector;

/** A column multiplied by the weight of its part. */
final class Weighting extends ColumnOperator {
    private final double weight;
    private final boolean single;

    Weighting(double weight, boolean single, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.EVERYTHING);
        this.weight = weight;
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] * weight;
        }
        Rounding.toSingle(z, rows, single);
    }
}
