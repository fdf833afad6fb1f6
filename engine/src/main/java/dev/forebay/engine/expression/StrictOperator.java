package dev.forebay.engine.expression;

import dev.forebay.engine.function.Loop;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;

/** An operator whose row has a value only where every input's has one; an error wins over a null. */
final class StrictOperator implements Operator {
    private final Loop loop;
    private final Vector[] inputs;
    private final Vector output;

    StrictOperator(Loop loop, Vector[] inputs, Vector output) {
        this.loop = loop;
        this.inputs = inputs;
        this.output = output;
    }

    @Override
    public void run(int rows) {
        byte[] state = output.state;
        switch (inputs.length) {
            case 0 -> Arrays.fill(state, 0, rows, Vector.VALID);
            case 1 -> System.arraycopy(inputs[0].state, 0, state, 0, rows);
            default -> {
                either(inputs[0].state, inputs[1].state, state, rows);
                for (int k = 2; k < inputs.length; k++) {
                    either(state, inputs[k].state, state, rows);
                }
            }
        }
        loop.run(inputs, output, rows);
    }

    private static void either(byte[] x, byte[] y, byte[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = (byte) (x[i] | y[i]);
        }
    }
}
