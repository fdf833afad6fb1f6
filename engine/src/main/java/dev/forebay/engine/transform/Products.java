package dev.forebay.engine.transform;

import dev.forebay.types.batch.DoubleVector;
import java.util.Arrays;
import java.util.List;

/**
 * Products of columns, multiplied from the right: {@code x0 * (x1 * x2)}. <b>Source</b>: scikit-learn 1.9.1, {@code PolynomialFeatures}.
 */
final class Products extends RowOperator {
    private final int[][] products;
    private final boolean single;

    Products(List<List<Integer>> products, boolean single, DoubleVector[] inputs, DoubleVector[] outputs) {
        super(inputs, outputs);
        this.products = products.stream()
                .map(product -> product.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
        this.single = single;
    }

    @Override
    void compute(int rows) {
        for (int k = 0; k < products.length; k++) {
            int[] product = products[k];
            double[] z = outputs[k].values;
            if (product.length == 0) {
                Arrays.fill(z, 0, rows, 1);
                continue;
            }
            System.arraycopy(inputs[product[product.length - 1]].values, 0, z, 0, rows);
            for (int p = product.length - 2; p >= 0; p--) {
                double[] x = inputs[product[p]].values;
                for (int i = 0; i < rows; i++) {
                    z[i] = x[i] * z[i];
                }
                Rounding.toSingle(z, rows, single);
            }
        }
    }
}
