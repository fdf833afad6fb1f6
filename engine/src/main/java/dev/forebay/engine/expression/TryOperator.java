package dev.forebay.engine.expression;

import dev.forebay.types.batch.Vector;

/** Turns an operator's own failures into nulls; an error of its input stays one. */
final class TryOperator implements Operator {
    private final Operator tried;
    private final Vector input;
    private final Vector output;

    TryOperator(Operator tried, Vector input, Vector output) {
        this.tried = tried;
        this.input = input;
        this.output = output;
    }

    @Override
    public void run(int rows) {
        tried.run(rows);
        byte[] before = input.state;
        byte[] state = output.state;
        for (int i = 0; i < rows; i++) {
            if (state[i] == Vector.ERROR && before[i] == Vector.VALID) {
                state[i] = Vector.NULL;
            }
        }
    }
}
