package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.doubles;
import static dev.forebay.engine.function.Loop.longs;
import static dev.forebay.engine.function.Loop.texts;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;

/** {@code GREATEST} and {@code LEAST}: of the values that are not null; of equal ones the first. */
final class Extremes {
    private Extremes() {}

    static void addTo(KernelTable table) {
        addTo(table, "GREATEST", 1);
        addTo(table, "LEAST", -1);
    }

    private static void addTo(KernelTable table, String function, int sign) {
        for (String kind : new String[] {"long", "timestamp", "date"}) {
            table.loop(function + "(" + kind + "...)", (in, out, rows) -> ofLongs(in, out, rows, sign));
        }
        table.loop(function + "(double...)", (in, out, rows) -> ofDoubles(in, out, rows, sign));
        table.loop(function + "(string...)", (in, out, rows) -> ofTexts(in, out, rows, sign));
        table.bound(function + "(decimal...)", call -> ofDecimals(call, sign));
    }

    private static void ofLongs(Vector[] in, Vector out, int rows, int sign) {
        Arrays.fill(out.state, 0, rows, Vector.NULL);
        long[] z = longs(out);
        for (Vector next : in) {
            long[] x = longs(next);
            for (int i = 0; i < rows; i++) {
                if (next.state[i] == Vector.VALID
                        && (out.state[i] == Vector.NULL || Long.compare(x[i], z[i]) == sign)) {
                    z[i] = x[i];
                    out.state[i] = Vector.VALID;
                }
            }
        }
    }

    private static void ofDoubles(Vector[] in, Vector out, int rows, int sign) {
        Arrays.fill(out.state, 0, rows, Vector.NULL);
        double[] z = doubles(out);
        for (Vector next : in) {
            double[] x = doubles(next);
            for (int i = 0; i < rows; i++) {
                if (next.state[i] == Vector.VALID
                        && (out.state[i] == Vector.NULL || Ordering.compare(x[i], z[i]) == sign)) {
                    z[i] = x[i];
                    out.state[i] = Vector.VALID;
                }
            }
        }
    }

    private static Loop ofDecimals(Call call, int sign) {
        int scale = call.type().scale();
        return (in, out, rows) -> {
            Arrays.fill(out.state, 0, rows, Vector.NULL);
            long[] z = longs(out);
            for (Vector next : in) {
                long[] x = longs(next);
                long factor = Decimals.power(scale - next.type().scale());
                for (int i = 0; i < rows; i++) {
                    if (next.state[i] == Vector.VALID
                            && (out.state[i] == Vector.NULL || Long.compare(x[i] * factor, z[i]) == sign)) {
                        z[i] = x[i] * factor;
                        out.state[i] = Vector.VALID;
                    }
                }
            }
        };
    }

    private static void ofTexts(Vector[] in, Vector out, int rows, int sign) {
        Arrays.fill(out.state, 0, rows, Vector.NULL);
        StringVector z = texts(out);
        for (Vector next : in) {
            StringVector x = texts(next);
            for (int i = 0; i < rows; i++) {
                if (x.state[i] == Vector.VALID
                        && (z.state[i] == Vector.NULL || Integer.signum(Ordering.compare(x, z, i)) == sign)) {
                    z.set(i, x.arena[i], x.start[i], x.length[i]);
                }
            }
        }
    }
}
