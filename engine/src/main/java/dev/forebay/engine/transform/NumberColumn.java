package dev.forebay.engine.transform;

import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;

/** One column of an OrdinalEncoder or TargetEncoder: a number a category, in one output or several. */
final class NumberColumn extends EncoderColumn {
    private final DoubleVector[] outputs;

    /** For each output what its categories give. */
    private final double[][] numbers;

    /** For each output what an unknown category gives. */
    private final double[] ofUnknown;

    NumberColumn(
            Vector input,
            CategoryIndex index,
            boolean unknownIsError,
            double[][] numbers,
            double[] ofUnknown,
            DoubleVector[] outputs) {
        super(input, index, unknownIsError);
        this.numbers = numbers;
        this.ofUnknown = ofUnknown;
        this.outputs = outputs;
    }

    DoubleVector[] outputs() {
        return outputs;
    }

    @Override
    DoubleVector first() {
        return outputs[0];
    }

    @Override
    void encode(int[] categories, int rows) {
        for (int k = 0; k < outputs.length; k++) {
            double[] z = outputs[k].values;
            for (int i = 0; i < rows; i++) {
                z[i] = categories[i] == CategoryIndex.UNKNOWN ? ofUnknown[k] : numbers[k][categories[i]];
            }
        }
    }

    @Override
    void spread(byte[] state, int rows) {
        for (int k = 1; k < outputs.length; k++) {
            System.arraycopy(state, 0, outputs[k].state, 0, rows);
        }
    }
}
