package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.doubles;
import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;

/** Constants of mathematics, clipping, rescaling and buckets. */
final class Ranges {
    private Ranges() {}

    static void addTo(KernelTable table) {
        table.loop("PI()", (in, out, rows) -> Arrays.fill(doubles(out), 0, rows, Math.PI));
        table.loop("E()", (in, out, rows) -> Arrays.fill(doubles(out), 0, rows, Math.E));
        table.loop("CLIP(long,long,long)", Ranges::clipLongs);
        table.loop("CLIP(double,double,double)", Ranges::clipDoubles);
        table.bound("CLIP(decimal,decimal,decimal)", Ranges::clipDecimals);
        table.loop("RESCALE(double,double,double,double,double)", Ranges::rescale);
        table.failingRows(
                "WIDTH_BUCKET(double,double,double,long)", ReasonCode.DOMAIN, "no buckets", Ranges::widthBucket);
        table.loop("BUCKET(long,long...)", Ranges::longBuckets);
        table.loop("BUCKET(double,double...)", Ranges::doubleBuckets);
    }

    private static void clipLongs(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] low = longs(in[1]);
        long[] high = longs(in[2]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] < low[i] ? low[i] : Math.min(x[i], high[i]);
        }
    }

    private static void clipDoubles(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] low = doubles(in[1]);
        double[] high = doubles(in[2]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            // not Math.min and max: they would make a NaN bound the result
            z[i] = x[i] < low[i] ? low[i] : x[i] > high[i] ? high[i] : x[i];
        }
    }

    private static Loop clipDecimals(Call call) {
        long[] factors = call.operands().stream()
                .mapToLong(operand ->
                        Decimals.power(call.type().scale() - operand.type().scale()))
                .toArray();
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] low = longs(in[1]);
            long[] high = longs(in[2]);
            long[] z = longs(out);
            for (int i = 0; i < rows; i++) {
                long least = low[i] * factors[1];
                long fine = x[i] * factors[0];
                z[i] = fine < least ? least : Math.min(fine, high[i] * factors[2]);
            }
        };
    }

    private static void rescale(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] fromLow = doubles(in[1]);
        double[] fromHigh = doubles(in[2]);
        double[] toLow = doubles(in[3]);
        double[] toHigh = doubles(in[4]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = toLow[i] + (x[i] - fromLow[i]) / (fromHigh[i] - fromLow[i]) * (toHigh[i] - toLow[i]);
        }
    }

    private static void widthBucket(Row row) {
        double x = row.real(0);
        double low = row.real(1);
        double high = row.real(2);
        long n = row.integer(3);
        if (n < 1 || !(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            row.fail();
        } else if (x < low) {
            row.give(0L);
        } else if (x < high) {
            row.give(Math.min(n - 1, (long) Math.floor(n * (x - low) / (high - low))) + 1);
        } else {
            row.give(n == Long.MAX_VALUE ? n : n + 1);
        }
    }

    private static void longBuckets(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        Arrays.fill(z, 0, rows, 0);
        for (int k = 1; k < in.length; k++) {
            long[] edge = longs(in[k]);
            for (int i = 0; i < rows; i++) {
                z[i] += edge[i] <= x[i] ? 1 : 0;
            }
        }
    }

    private static void doubleBuckets(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        long[] z = longs(out);
        Arrays.fill(z, 0, rows, 0);
        for (int k = 1; k < in.length; k++) {
            double[] edge = doubles(in[k]);
            for (int i = 0; i < rows; i++) {
                z[i] += edge[i] <= x[i] || Double.isNaN(x[i]) ? 1 : 0;
            }
        }
    }
}
