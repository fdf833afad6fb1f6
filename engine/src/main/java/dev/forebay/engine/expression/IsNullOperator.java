package dev.forebay.engine.expression;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.Vector;

/** {@code IS NULL}. */
final class IsNullOperator implements Operator {
    private final Vector input;
    private final BooleanVector output;

    IsNullOperator(Vector[] inputs, Vector output) {
        this.input = inputs[0];
        this.output = (BooleanVector) output;
    }

    @Override
    public void run(int rows) {
        byte[] from = input.state;
        for (int i = 0; i < rows; i++) {
            output.values[i] = from[i] == Vector.NULL;
            output.state[i] = (byte) (from[i] & Vector.ERROR);
        }
    }
}
