package dev.forebay.engine.expression;

import dev.forebay.types.batch.Vector;

/** {@code COALESCE}: picks the first operand that is not null; that may be one in error. */
final class CoalesceOperator implements Operator {
    private final Vector[] inputs;
    private final Choice choice;

    CoalesceOperator(Vector[] inputs, Vector output) {
        this.inputs = inputs;
        this.choice = new Choice(inputs, output);
    }

    @Override
    public void run(int rows) {
        for (int i = 0; i < rows; i++) {
            choice.pick(i, chosen(i));
        }
        choice.take(rows);
    }

    private int chosen(int row) {
        int last = inputs.length - 1;
        for (int k = 0; k < last; k++) {
            if (inputs[k].state[row] != Vector.NULL) {
                return k;
            }
        }
        return last;
    }
}
