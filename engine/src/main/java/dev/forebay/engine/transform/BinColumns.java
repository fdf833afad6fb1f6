package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.types.batch.DoubleVector;
import java.util.Arrays;

/** The number of a bin as one column a bin: 1 in its own, 0 in the others. */
final class BinColumns implements Operator {
    private final DoubleVector bins;
    private final DoubleVector[] outputs;

    BinColumns(DoubleVector bins, DoubleVector[] outputs) {
        this.bins = bins;
        this.outputs = outputs;
    }

    @Override
    public void run(int rows) {
        for (DoubleVector output : outputs) {
            Arrays.fill(output.values, 0, rows, 0);
            System.arraycopy(bins.state, 0, output.state, 0, rows);
        }
        for (int i = 0; i < rows; i++) {
            if (bins.isValid(i)) {
                outputs[(int) bins.values[i]].values[i] = 1;
            }
        }
    }
}
