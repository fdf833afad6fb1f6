package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;

/** {@code + - * %} and negation of {@code decimal}: exact in the result's scale, or the row is in error. */
final class DecimalArithmetic {
    private static final String OVERFLOW = "decimal overflow";

    private DecimalArithmetic() {}

    static void addTo(KernelTable table) {
        table.failingBound("+(decimal,decimal)", ReasonCode.OVERFLOW, OVERFLOW, call -> sum(call, 1));
        table.failingBound("-(decimal,decimal)", ReasonCode.OVERFLOW, OVERFLOW, call -> sum(call, -1));
        table.failingBound("*(decimal,decimal)", ReasonCode.OVERFLOW, OVERFLOW, DecimalArithmetic::product);
        table.failingBound("%(decimal,decimal)", ReasonCode.DOMAIN, "division by zero", DecimalArithmetic::remainder);
        table.loop("NEGATE(decimal)", DecimalArithmetic::negate);
        table.loop("ABS(decimal)", DecimalArithmetic::absolute);
    }

    private static Loop sum(Call call, int sign) {
        Type type = call.type();
        long xFactor =
                Decimals.power(type.scale() - call.operands().get(0).type().scale());
        long yFactor = sign
                * Decimals.power(type.scale() - call.operands().get(1).type().scale());
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] y = longs(in[1]);
            for (int i = 0; i < rows; i++) {
                long fineX = Decimals.times(x[i], xFactor);
                long fineY = Decimals.times(y[i], yFactor);
                // one factor is 1, so a sum that wraps around is still far outside of 18 digits
                boolean fits = fineX != Decimals.OVERFLOW && fineY != Decimals.OVERFLOW;
                put(out, i, fits ? Decimals.fit(fineX + fineY, type.precision()) : Decimals.OVERFLOW);
            }
        };
    }

    private static Loop product(Call call) {
        int precision = call.type().precision();
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] y = longs(in[1]);
            for (int i = 0; i < rows; i++) {
                put(out, i, Decimals.fit(Decimals.times(x[i], y[i]), precision));
            }
        };
    }

    private static Loop remainder(Call call) {
        int xScale = call.operands().get(0).type().scale();
        int yScale = call.operands().get(1).type().scale();
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] y = longs(in[1]);
            for (int i = 0; i < rows; i++) {
                if (out.state[i] == Vector.VALID) {
                    put(out, i, y[i] == 0 ? Decimals.OVERFLOW : Decimals.remainder(x[i], xScale, y[i], yScale));
                }
            }
        };
    }

    private static void negate(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = -x[i];
        }
    }

    private static void absolute(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = Math.abs(x[i]);
        }
    }

    /** Writes a result, or the error that {@link Decimals#OVERFLOW} stands for. */
    static void put(Vector out, int row, long value) {
        longs(out)[row] = value;
        LongArithmetic.fail(out.state, row, value == Decimals.OVERFLOW);
    }
}
