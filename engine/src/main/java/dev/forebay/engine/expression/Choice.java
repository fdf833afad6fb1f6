package dev.forebay.engine.expression;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;

/** Fills a vector with values picked, row by row, from one of several of its type. */
final class Choice {
    /** Picks an error. */
    static final int ERROR = -1;

    private final Vector[] from;
    private final Vector output;
    private final int[] picked;

    Choice(Vector[] from, Vector output) {
        this.from = from;
        this.output = output;
        this.picked = new int[output.capacity()];
    }

    void pick(int row, int which) {
        picked[row] = which;
    }

    /** Copies what was picked. */
    void take(int rows) {
        for (int i = 0; i < rows; i++) {
            output.state[i] = picked[i] == ERROR ? Vector.ERROR : from[picked[i]].state[i];
        }
        for (int k = 0; k < from.length; k++) {
            if (output instanceof DoubleVector doubles) {
                takeDoubles(k, ((DoubleVector) from[k]).values, doubles.values, rows);
            } else if (output instanceof LongVector longs) {
                takeLongs(k, ((LongVector) from[k]).values, longs.values, rows);
            } else if (output instanceof BooleanVector booleans) {
                takeBooleans(k, ((BooleanVector) from[k]).values, booleans.values, rows);
            } else if (output instanceof StringVector texts) {
                takeTexts(k, (StringVector) from[k], texts, rows);
            }
        }
    }

    private void takeDoubles(int k, double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = picked[i] == k ? x[i] : z[i];
        }
    }

    private void takeLongs(int k, long[] x, long[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = picked[i] == k ? x[i] : z[i];
        }
    }

    private void takeBooleans(int k, boolean[] x, boolean[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = picked[i] == k ? x[i] : z[i];
        }
    }

    private void takeTexts(int k, StringVector x, StringVector z, int rows) {
        for (int i = 0; i < rows; i++) {
            if (picked[i] == k && x.state[i] == Vector.VALID) {
                z.set(i, x.arena[i], x.start[i], x.length[i]);
            }
        }
    }
}
