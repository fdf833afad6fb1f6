package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.plan.fitted.Category;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import org.jspecify.annotations.Nullable;

/** 1 where a column's value is missing, else 0. */
final class MissingMarks implements Operator {
    private final Vector input;
    private final DoubleVector output;
    private final double number;
    private final byte @Nullable [] text;

    MissingMarks(Category missing, Vector input, DoubleVector output) {
        this.input = input;
        this.output = output;
        this.number = ImputedNumbers.sentinel(missing);
        this.text = ImputedTexts.sentinel(missing);
    }

    @Override
    public void run(int rows) {
        for (int i = 0; i < rows; i++) {
            boolean refused = input instanceof DoubleVector numbers && ImputedNumbers.isRefused(numbers, number, i);
            output.state[i] = input.isError(i) || refused ? Vector.ERROR : Vector.VALID;
            output.values[i] = isMissing(i) ? 1 : 0;
        }
    }

    private boolean isMissing(int row) {
        return input instanceof StringVector texts
                ? ImputedTexts.isMissing(texts, text, row)
                : ImputedNumbers.isMissing((DoubleVector) input, number, row);
    }
}
