package dev.forebay.engine.transform;

import dev.forebay.types.batch.DoubleVector;
import java.util.List;

/** One column as the number of its bin: how many inner edges are at or below the value. <b>Source</b>: scikit-learn 1.9.1, {@code KBinsDiscretizer}. */
final class Discretizer extends ColumnOperator {
    private final double[] inner;

    Discretizer(List<Double> edges, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.FINITE);
        this.inner = edges.subList(1, edges.size() - 1).stream()
                .mapToDouble(edge -> edge)
                .toArray();
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = bin(inner, x[i]);
        }
    }

    static int bin(double[] inner, double x) {
        int low = 0;
        int high = inner.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inner[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
