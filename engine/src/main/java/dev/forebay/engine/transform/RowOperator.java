package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;

/** A transformer of several columns that takes finite numbers only: a row in which one is not has no output at all. */
abstract class RowOperator implements Operator {
    final DoubleVector[] inputs;
    final DoubleVector[] outputs;

    RowOperator(DoubleVector[] inputs, DoubleVector[] outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    abstract void compute(int rows);

    @Override
    public final void run(int rows) {
        byte[] state = outputs[0].state;
        Arrays.fill(state, 0, rows, Vector.VALID);
        for (DoubleVector input : inputs) {
            for (int i = 0; i < rows; i++) {
                boolean refused = input.isError(i)
                        || ColumnOperator.isRefused(ColumnOperator.Takes.FINITE, input.values[i], input.state[i]);
                if (refused) {
                    state[i] = Vector.ERROR;
                }
            }
        }
        for (int k = 1; k < outputs.length; k++) {
            System.arraycopy(state, 0, outputs[k].state, 0, rows);
        }
        compute(rows);
    }
}
