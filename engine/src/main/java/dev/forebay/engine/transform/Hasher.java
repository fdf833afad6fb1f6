package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.engine.hash.Murmur3;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Columns added up at the residues of their hashes. A null adds nothing. <b>Errors</b>: a number that is not finite puts the row in error.
 * <b>Source</b>: scikit-learn 1.9.1, {@code FeatureHasher} on dicts.
 */
final class Hasher implements Operator {
    private final Vector[] inputs;
    private final byte[][] names;
    private final int[] hashes;
    private final boolean alternateSign;
    private final DoubleVector[] outputs;
    private final ByteArena text = new ByteArena(64);

    Hasher(String[] names, boolean alternateSign, Vector[] inputs, DoubleVector[] outputs) {
        this.inputs = inputs;
        this.alternateSign = alternateSign;
        this.outputs = outputs;
        this.names = new byte[names.length][];
        this.hashes = new int[names.length];
        for (int k = 0; k < names.length; k++) {
            byte[] name = names[k].getBytes(StandardCharsets.UTF_8);
            hashes[k] = Murmur3.of(name, 0, name.length);
            this.names[k] = (names[k] + "=").getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void run(int rows) {
        byte[] state = outputs[0].state;
        Arrays.fill(state, 0, rows, Vector.VALID);
        for (DoubleVector output : outputs) {
            Arrays.fill(output.values, 0, rows, 0);
        }
        for (int k = 0; k < inputs.length; k++) {
            add(k, state, rows);
        }
        for (int k = 1; k < outputs.length; k++) {
            System.arraycopy(state, 0, outputs[k].state, 0, rows);
        }
    }

    private void add(int column, byte[] state, int rows) {
        Vector input = inputs[column];
        for (int i = 0; i < rows; i++) {
            if (input.isError(i) || isRefused(input, i)) {
                state[i] = Vector.ERROR;
            } else if (input.isValid(i)) {
                if (input instanceof StringVector texts) {
                    add(i, hash(column, texts, i), 1);
                } else {
                    add(i, hashes[column], ((DoubleVector) input).values[i]);
                }
            }
        }
    }

    private void add(int row, int hash, double value) {
        if (value != 0) {
            // The magnitude as a long: the least int has one too.
            int at = (int) (Math.abs((long) hash) % outputs.length);
            outputs[at].values[row] += alternateSign && hash < 0 ? -value : value;
        }
    }

    private int hash(int column, StringVector texts, int row) {
        text.clear();
        text.append(names[column], 0, names[column].length);
        text.append(texts.arena[row].bytes, texts.start[row], texts.length[row]);
        return Murmur3.of(text.bytes, 0, text.size);
    }

    static boolean isRefused(Vector input, int row) {
        return input instanceof DoubleVector numbers
                && numbers.isValid(row)
                && !(Math.abs(numbers.values[row]) <= Double.MAX_VALUE);
    }
}
