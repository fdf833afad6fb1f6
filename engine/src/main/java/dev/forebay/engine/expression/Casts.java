package dev.forebay.engine.expression;

import static dev.forebay.engine.function.Loop.booleans;
import static dev.forebay.engine.function.Loop.doubles;
import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.engine.function.Decimals;
import dev.forebay.engine.function.Loop;
import dev.forebay.engine.function.TextCasts;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Vector;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Conversions between types. One that is impossible for a value puts the row in error. */
final class Casts {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Casts() {}

    /**
     * The loop of one conversion.
     *
     * @throws IllegalArgumentException if there is no such conversion, which a plan never has
     */
    static Loop loop(Type from, Type to) {
        if (to.kind() == Type.Kind.STRING) {
            return TextCasts.toText(from);
        }
        return switch (from.kind()) {
            case BOOLEAN -> fromBoolean(from, to);
            case LONG -> fromLong(from, to);
            case DOUBLE -> fromDouble(from, to);
            case DECIMAL -> fromDecimal(from, to);
            case STRING -> TextCasts.fromText(to);
            case TIMESTAMP -> fromTimestamp(from, to);
            case DATE -> fromDate(from, to);
        };
    }

    private static IllegalArgumentException none(Type from, Type to) {
        return new IllegalArgumentException("no cast from " + from + " to " + to);
    }

    private static Loop fromBoolean(Type from, Type to) {
        return switch (to.kind()) {
            case LONG ->
                (in, out, rows) -> {
                    boolean[] x = booleans(in[0]);
                    long[] z = longs(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = x[i] ? 1 : 0;
                    }
                };
            case DOUBLE ->
                (in, out, rows) -> {
                    boolean[] x = booleans(in[0]);
                    double[] z = doubles(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = x[i] ? 1.0 : 0.0;
                    }
                };
            case BOOLEAN -> (in, out, rows) -> System.arraycopy(booleans(in[0]), 0, booleans(out), 0, rows);
            case DECIMAL, STRING, TIMESTAMP, DATE -> throw none(from, to);
        };
    }

    private static Loop fromLong(Type from, Type to) {
        return switch (to.kind()) {
            case LONG -> Casts::copyLongs;
            case DOUBLE ->
                (in, out, rows) -> {
                    long[] x = longs(in[0]);
                    double[] z = doubles(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = x[i];
                    }
                };
            case DECIMAL -> rescaling(0, to);
            case BOOLEAN, STRING, TIMESTAMP, DATE -> throw none(from, to);
        };
    }

    private static Loop fromDouble(Type from, Type to) {
        return switch (to.kind()) {
            case DOUBLE -> (in, out, rows) -> System.arraycopy(doubles(in[0]), 0, doubles(out), 0, rows);
            case LONG ->
                (in, out, rows) -> {
                    double[] x = doubles(in[0]);
                    long[] z = longs(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = (long) x[i];
                        failUnless(x[i] >= -0x1p63 && x[i] < 0x1p63, out.state, i);
                    }
                };
            case DECIMAL ->
                (in, out, rows) -> {
                    double[] x = doubles(in[0]);
                    long[] z = longs(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = toDecimal(x[i], to);
                        failUnless(z[i] != Decimals.OVERFLOW, out.state, i);
                    }
                };
            case BOOLEAN, STRING, TIMESTAMP, DATE -> throw none(from, to);
        };
    }

    private static Loop fromDecimal(Type from, Type to) {
        return switch (to.kind()) {
            case LONG ->
                (in, out, rows) -> {
                    long[] x = longs(in[0]);
                    long[] z = longs(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = Decimals.rescale(x[i], from.scale(), 0, Type.MAX_PRECISION);
                    }
                };
            case DOUBLE ->
                (in, out, rows) -> {
                    long[] x = longs(in[0]);
                    double[] z = doubles(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = toDouble(x[i], from.scale());
                    }
                };
            case DECIMAL -> rescaling(from.scale(), to);
            case BOOLEAN, STRING, TIMESTAMP, DATE -> throw none(from, to);
        };
    }

    private static Loop fromTimestamp(Type from, Type to) {
        return switch (to.kind()) {
            case TIMESTAMP -> Casts::copyLongs;
            case DATE ->
                (in, out, rows) -> {
                    long[] x = longs(in[0]);
                    long[] z = longs(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = Math.floorDiv(x[i], MICROS_PER_DAY);
                    }
                };
            case BOOLEAN, LONG, DOUBLE, DECIMAL, STRING -> throw none(from, to);
        };
    }

    private static Loop fromDate(Type from, Type to) {
        return switch (to.kind()) {
            case DATE -> Casts::copyLongs;
            case TIMESTAMP ->
                (in, out, rows) -> {
                    long[] x = longs(in[0]);
                    long[] z = longs(out);
                    for (int i = 0; i < rows; i++) {
                        z[i] = x[i] * MICROS_PER_DAY;
                    }
                };
            case BOOLEAN, LONG, DOUBLE, DECIMAL, STRING -> throw none(from, to);
        };
    }

    private static void copyLongs(Vector[] in, Vector out, int rows) {
        System.arraycopy(longs(in[0]), 0, longs(out), 0, rows);
    }

    private static Loop rescaling(int fromScale, Type to) {
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] z = longs(out);
            for (int i = 0; i < rows; i++) {
                z[i] = Decimals.rescale(x[i], fromScale, to.scale(), to.precision());
                failUnless(z[i] != Decimals.OVERFLOW, out.state, i);
            }
        };
    }

    /** The nearest double; exact division where both sides are exact, which one rounding makes right. */
    static double toDouble(long units, int scale) {
        if (Math.abs(units) <= 1L << 53) {
            return (double) units / (double) Decimals.power(scale);
        }
        return BigDecimal.valueOf(units, scale).doubleValue();
    }

    /** The decimal nearest to the exact value of the double, half to even. */
    private static long toDecimal(double value, Type to) {
        if (!(Math.abs(value) < 1e18)) {
            return Decimals.OVERFLOW;
        }
        BigDecimal rounded = new BigDecimal(value).setScale(to.scale(), RoundingMode.HALF_EVEN);
        return rounded.precision() > to.precision() && rounded.signum() != 0
                ? Decimals.OVERFLOW
                : rounded.unscaledValue().longValueExact();
    }

    private static void failUnless(boolean possible, byte[] state, int row) {
        if (!possible && state[row] == Vector.VALID) {
            state[row] = Vector.ERROR;
        }
    }
}
