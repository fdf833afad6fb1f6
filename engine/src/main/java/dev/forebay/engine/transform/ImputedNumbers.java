package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.plan.fitted.Category;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;

/**
 * One column of numbers with what is missing replaced. <b>Errors</b>: an infinity, and with another sentinel than NaN a NaN, puts the row in error.
 * <b>Source</b>: scikit-learn 1.9.1, {@code SimpleImputer}.
 */
final class ImputedNumbers implements Operator {
    private final DoubleVector input;
    private final DoubleVector output;
    private final double sentinel;
    private final double statistic;

    ImputedNumbers(Category missing, double statistic, DoubleVector input, DoubleVector output) {
        this.input = input;
        this.output = output;
        this.sentinel = sentinel(missing);
        this.statistic = statistic;
    }

    /** What is replaced besides null; NaN where nothing but NaN is. */
    static double sentinel(Category missing) {
        return missing instanceof Category.Text || missing instanceof Category.Missing
                ? Double.NaN
                : CategoryIndex.number(missing);
    }

    @Override
    public void run(int rows) {
        double[] x = input.values;
        for (int i = 0; i < rows; i++) {
            output.state[i] = Vector.VALID;
            if (input.isError(i) || isRefused(input, sentinel, i)) {
                output.state[i] = Vector.ERROR;
            } else if (isMissing(input, sentinel, i)) {
                output.values[i] = statistic;
            } else {
                output.values[i] = x[i];
            }
        }
    }

    static boolean isMissing(DoubleVector input, double sentinel, int row) {
        return !input.isValid(row)
                || (Double.isNaN(sentinel) ? Double.isNaN(input.values[row]) : input.values[row] == sentinel);
    }

    static boolean isRefused(DoubleVector input, double sentinel, int row) {
        return input.isValid(row)
                && (Math.abs(input.values[row]) == Double.POSITIVE_INFINITY
                        || (!Double.isNaN(sentinel) && Double.isNaN(input.values[row])));
    }
}
