package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;

/** {@code + - * %} and negation of {@code long}: exact, or the row is in error. */
final class LongArithmetic {
    private static final String OVERFLOW = "long overflow";

    private LongArithmetic() {}

    static void addTo(KernelTable table) {
        table.failing("+(long,long)", ReasonCode.OVERFLOW, OVERFLOW, LongArithmetic::add);
        table.failing("-(long,long)", ReasonCode.OVERFLOW, OVERFLOW, LongArithmetic::subtract);
        table.failing("*(long,long)", ReasonCode.OVERFLOW, OVERFLOW, LongArithmetic::multiply);
        table.failing("%(long,long)", ReasonCode.DOMAIN, "division by zero", LongArithmetic::remainder);
        table.failing("NEGATE(long)", ReasonCode.OVERFLOW, OVERFLOW, LongArithmetic::negate);
        table.failing("ABS(long)", ReasonCode.OVERFLOW, OVERFLOW, LongArithmetic::absolute);
    }

    private static void add(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] y = longs(in[1]);
        long[] z = longs(out);
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            long sum = x[i] + y[i];
            z[i] = sum;
            fail(state, i, ((x[i] ^ sum) & (y[i] ^ sum)) < 0);
        }
    }

    private static void subtract(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] y = longs(in[1]);
        long[] z = longs(out);
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            long difference = x[i] - y[i];
            z[i] = difference;
            fail(state, i, ((x[i] ^ y[i]) & (x[i] ^ difference)) < 0);
        }
    }

    private static void multiply(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] y = longs(in[1]);
        long[] z = longs(out);
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            long product = x[i] * y[i];
            z[i] = product;
            fail(state, i, Math.multiplyHigh(x[i], y[i]) != product >> 63);
        }
    }

    private static void remainder(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] y = longs(in[1]);
        long[] z = longs(out);
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            boolean byZero = y[i] == 0;
            z[i] = byZero ? 0 : x[i] % y[i];
            fail(state, i, byZero);
        }
    }

    private static void negate(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            z[i] = -x[i];
            fail(state, i, x[i] == Long.MIN_VALUE);
        }
    }

    private static void absolute(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            z[i] = Math.abs(x[i]);
            fail(state, i, x[i] == Long.MIN_VALUE);
        }
    }

    /** Marks a row that was valid; one that is null stays null, whatever its value slot holds. */
    static void fail(byte[] state, int row, boolean failed) {
        if (failed && state[row] == Vector.VALID) {
            state[row] = Vector.ERROR;
        }
    }
}
