package dev.forebay.engine.expression;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.Vector;

/** {@code CASE}: condition, result, condition, result, ..., otherwise. Picks the result of the first true condition. */
final class CaseOperator implements Operator {
    private final BooleanVector[] conditions;
    private final Choice choice;

    CaseOperator(Vector[] inputs, Vector output) {
        this.conditions = new BooleanVector[inputs.length / 2];
        Vector[] results = new Vector[conditions.length + 1];
        for (int k = 0; k < conditions.length; k++) {
            conditions[k] = (BooleanVector) inputs[2 * k];
            results[k] = inputs[2 * k + 1];
        }
        results[conditions.length] = inputs[inputs.length - 1];
        this.choice = new Choice(results, output);
    }

    @Override
    public void run(int rows) {
        for (int i = 0; i < rows; i++) {
            choice.pick(i, chosen(i));
        }
        choice.take(rows);
    }

    private int chosen(int row) {
        for (int k = 0; k < conditions.length; k++) {
            byte state = conditions[k].state[row];
            if (state == Vector.VALID) {
                if (conditions[k].values[row]) {
                    return k;
                }
            } else if ((state & Vector.ERROR) != 0) {
                return Choice.ERROR;
            }
        }
        return conditions.length;
    }
}
