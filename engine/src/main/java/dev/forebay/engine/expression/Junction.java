package dev.forebay.engine.expression;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.Vector;

/**
 * {@code AND} and {@code OR}: decided by the first operand that has the deciding value (false for AND, true for OR). An error
 * before that decides too; a null before it does not, and is the result if nothing decides.
 */
final class Junction implements Operator {
    private final BooleanVector[] inputs;
    private final BooleanVector output;
    private final boolean deciding;

    Junction(Vector[] inputs, Vector output, boolean deciding) {
        this.inputs = new BooleanVector[inputs.length];
        for (int k = 0; k < inputs.length; k++) {
            this.inputs[k] = (BooleanVector) inputs[k];
        }
        this.output = (BooleanVector) output;
        this.deciding = deciding;
    }

    @Override
    public void run(int rows) {
        System.arraycopy(inputs[0].values, 0, output.values, 0, rows);
        System.arraycopy(inputs[0].state, 0, output.state, 0, rows);
        for (int k = 1; k < inputs.length; k++) {
            join(inputs[k], rows);
        }
    }

    private void join(BooleanVector next, int rows) {
        boolean[] x = output.values;
        byte[] xState = output.state;
        boolean[] y = next.values;
        byte[] yState = next.state;
        boolean stop = deciding;
        for (int i = 0; i < rows; i++) {
            if ((xState[i] | yState[i]) == Vector.VALID) {
                x[i] = stop ? x[i] || y[i] : x[i] && y[i];
            } else if ((xState[i] & Vector.ERROR) == 0 && (xState[i] != Vector.VALID || x[i] != stop)) {
                joinUndecided(i, y[i], yState[i]);
            }
        }
    }

    private void joinUndecided(int row, boolean value, byte state) {
        if (state != Vector.VALID) {
            output.state[row] = (state & Vector.ERROR) != 0 ? Vector.ERROR : Vector.NULL;
        } else if (value == deciding) {
            output.values[row] = value;
            output.state[row] = Vector.VALID;
        }
    }
}
