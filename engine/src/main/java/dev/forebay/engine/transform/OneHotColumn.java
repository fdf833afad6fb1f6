package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;

/** One column of a fitted OneHotEncoder: 1 in the output of its category, 0 in the others. <b>Source</b>: scikit-learn 1.9.1. */
final class OneHotColumn extends EncoderColumn {
    private static final int NONE = -1;

    private final DoubleVector[] outputs;

    /** The output of each category; {@link #NONE} for a dropped one. */
    private final int[] outputOf;

    private final int ofUnknown;

    /** @param outputs at least one */
    OneHotColumn(
            EncodedColumn column, UnknownCategory unknown, Vector input, CategoryIndex index, DoubleVector[] outputs) {
        super(input, index, unknown == UnknownCategory.ERROR);
        this.outputs = outputs;
        outputOf = new int[column.categories().size()];
        for (int i = 0; i < outputOf.length; i++) {
            outputOf[i] = output(column, column.placeOf(i));
        }
        boolean grouped = unknown == UnknownCategory.INFREQUENT_IF_EXIST || unknown == UnknownCategory.WARN;
        ofUnknown = grouped && !column.infrequent().isEmpty() ? output(column, column.places() - 1) : NONE;
    }

    private static int output(EncodedColumn column, int place) {
        if (place == column.drop()) {
            return NONE;
        }
        return column.drop() >= 0 && place > column.drop() ? place - 1 : place;
    }

    @Override
    DoubleVector first() {
        return outputs[0];
    }

    @Override
    void encode(int[] categories, int rows) {
        for (DoubleVector output : outputs) {
            Arrays.fill(output.values, 0, rows, 0);
        }
        for (int i = 0; i < rows; i++) {
            int output = categories[i] == CategoryIndex.UNKNOWN ? ofUnknown : outputOf[categories[i]];
            if (output != NONE) {
                outputs[output].values[i] = 1;
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
