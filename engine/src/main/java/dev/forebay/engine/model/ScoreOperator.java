package dev.forebay.engine.model;

import dev.forebay.engine.expression.Operator;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Rejections;
import dev.forebay.types.batch.Vector;
import java.util.List;
import java.util.Optional;

/**
 * Asks the model about the accepted rows of a batch. Rows that were rejected before, or have an error in the vector, are left out. Where the model
 * refuses a batch, it is asked about halves of it until the rows that it refuses are found: those are in error, the others have their answers.
 *
 * <p><b>Missing</b>: a null or NaN in the vector puts the row in error, or is NaN to the model where it takes it.
 */
public final class ScoreOperator implements Operator {
    private final Scorer scorer;
    private final boolean takesMissing;
    private final DoubleVector[] inputs;
    private final DoubleVector[] outputs;
    private final Rejections rejections;
    private final double[][] asked;
    private final double[][] answered;
    private final double[][] halfAsked;
    private final int[] rowOf;
    private final String[] refusals;

    /**
     * @param inputs the vector's columns in its order
     * @param outputs the columns that the model makes
     * @param rejections of the batch: what is rejected is not asked about
     */
    public ScoreOperator(
            Plan.Step.Score step,
            Scorer scorer,
            List<DoubleVector> inputs,
            List<DoubleVector> outputs,
            Rejections rejections,
            int capacity) {
        this.scorer = scorer;
        this.takesMissing = step.takesMissing();
        this.rejections = rejections;
        this.inputs = new DoubleVector[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            this.inputs[step.places().get(i)] = inputs.get(i);
        }
        this.outputs = outputs.toArray(DoubleVector[]::new);
        this.asked = new double[inputs.size()][capacity];
        this.halfAsked = new double[inputs.size()][capacity];
        this.answered = new double[outputs.size()][capacity];
        this.rowOf = new int[capacity];
        this.refusals = new String[capacity];
    }

    @Override
    public void run(int rows) {
        int count = gather(rows);
        if (count > 0) {
            ask(0, count);
        }
    }

    /** Copies the rows to ask about; the others are in error, or were rejected and hold nothing. */
    private int gather(int rows) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            refusals[row] = "";
            boolean isAsked = !rejections.isRejected(row);
            boolean isError = false;
            for (int k = 0; k < inputs.length && isAsked; k++) {
                boolean missing = !inputs[k].isValid(row) || Double.isNaN(inputs[k].values[row]);
                isError |= inputs[k].isError(row) || (missing && !takesMissing);
            }
            for (DoubleVector output : outputs) {
                output.state[row] = isError ? Vector.ERROR : isAsked ? Vector.VALID : Vector.NULL;
            }
            if (isAsked && !isError) {
                for (int k = 0; k < inputs.length; k++) {
                    asked[k][count] = inputs[k].isValid(row) ? inputs[k].values[row] : Double.NaN;
                }
                rowOf[count++] = row;
            }
        }
        return count;
    }

    private void ask(int from, int to) {
        int count = to - from;
        for (int k = 0; k < inputs.length; k++) {
            System.arraycopy(asked[k], from, halfAsked[k], 0, count);
        }
        Optional<String> refusal = scorer.score(halfAsked, count, answered);
        if (refusal.isEmpty()) {
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < outputs.length; k++) {
                    outputs[k].values[rowOf[from + i]] = answered[k][i];
                }
            }
        } else if (count == 1) {
            refuse(rowOf[from], refusal.get());
        } else {
            int middle = from + count / 2;
            ask(from, middle);
            ask(middle, to);
        }
    }

    private void refuse(int row, String why) {
        refusals[row] = why;
        for (DoubleVector output : outputs) {
            output.state[row] = Vector.ERROR;
        }
    }

    /** What the model said of a row that it refused; empty where it did not. */
    public String refusal(int row) {
        return refusals[row];
    }
}
