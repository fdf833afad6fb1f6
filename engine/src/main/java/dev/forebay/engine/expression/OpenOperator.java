package dev.forebay.engine.expression;

import dev.forebay.engine.function.Loop;
import dev.forebay.types.batch.Vector;

/** An operator that sees nulls and decides itself what they mean. Errors of its inputs still pass through it. */
final class OpenOperator implements Operator {
    private final Loop loop;
    private final Vector[] inputs;
    private final Vector output;

    OpenOperator(Loop loop, Vector[] inputs, Vector output) {
        this.loop = loop;
        this.inputs = inputs;
        this.output = output;
    }

    @Override
    public void run(int rows) {
        loop.run(inputs, output, rows);
        byte[] state = output.state;
        for (Vector input : inputs) {
            byte[] from = input.state;
            for (int i = 0; i < rows; i++) {
                if ((from[i] & Vector.ERROR) != 0) {
                    state[i] = Vector.ERROR;
                }
            }
        }
    }
}
