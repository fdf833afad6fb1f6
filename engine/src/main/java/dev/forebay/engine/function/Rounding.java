package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code CEIL FLOOR ROUND TRUNC SIGN} of every kind of number. */
final class Rounding {
    private static final String OVERFLOW = "overflow";

    private Rounding() {}

    static void addTo(KernelTable table) {
        for (String function : new String[] {"CEIL", "FLOOR", "ROUND", "TRUNC"}) {
            table.loop(function + "(long)", (in, out, rows) -> System.arraycopy(longs(in[0]), 0, longs(out), 0, rows));
        }
        table.loop("CEIL(double)", RealFunctions.of(Math::ceil));
        table.loop("FLOOR(double)", RealFunctions.of(Math::floor));
        table.loop("ROUND(double)", RealFunctions.of(Rounding::half));
        table.loop("TRUNC(double)", RealFunctions.of(x -> x < 0 ? Math.ceil(x) : Math.floor(x)));
        table.rows("ROUND(double,long)", row -> row.give(half(row.real(0), row.integer(1))));
        table.failingRows("ROUND(long,long)", ReasonCode.OVERFLOW, OVERFLOW, Rounding::wholeToDigits);
        decimal(table, "CEIL", RoundingMode.CEILING);
        decimal(table, "FLOOR", RoundingMode.FLOOR);
        decimal(table, "ROUND", RoundingMode.HALF_UP);
        decimal(table, "TRUNC", RoundingMode.DOWN);
        table.failingRowsBound("ROUND(decimal,long)", ReasonCode.OVERFLOW, OVERFLOW, Rounding::decimalToDigits);
        table.loop("SIGN(long)", Rounding::signs);
        table.loop("SIGN(decimal)", Rounding::signs);
        table.loop("SIGN(double)", RealFunctions.of(Math::signum));
    }

    private static void decimal(KernelTable table, String function, RoundingMode mode) {
        table.failingRowsBound(function + "(decimal)", ReasonCode.OVERFLOW, OVERFLOW, call -> {
            int scale = call.operands().get(0).type().scale();
            int precision = call.type().precision();
            return row -> give(row, fit(toUnit(row.integer(0), Decimals.power(scale), mode), precision));
        });
    }

    private static void wholeToDigits(Row row) {
        // The smallest long is a value here, and must not be taken for an overflow.
        if (row.integer(1) >= 0) {
            row.give(row.integer(0));
        } else {
            give(row, toDigits(row.integer(0), 0, row.integer(1)));
        }
    }

    private static RowFunction decimalToDigits(Call call) {
        int scale = call.operands().get(0).type().scale();
        int precision = call.type().precision();
        return row -> give(row, fit(toDigits(row.integer(0), scale, row.integer(1)), precision));
    }

    private static long fit(long value, int precision) {
        return value == Decimals.OVERFLOW ? value : Decimals.fit(value, precision);
    }

    private static void give(Row row, long value) {
        row.give(value);
        if (value == Decimals.OVERFLOW) {
            row.fail();
        }
    }

    private static void signs(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = Long.signum(x[i]);
        }
    }

    /** Half away from zero; the sign of zero is kept. */
    static double half(double x) {
        double magnitude = Math.abs(x);
        if (!(magnitude < 0x1p52)) {
            return x;
        }
        double whole = Math.floor(magnitude);
        return Math.copySign(magnitude - whole >= 0.5 ? whole + 1 : whole, x);
    }

    /** Half away from zero, by the exact value of the double. */
    static double half(double x, long digits) {
        if (digits == 0) {
            return half(x);
        }
        double magnitude = Math.abs(x);
        if (digits > 0 && digits <= 18) {
            double power = Decimals.power((int) digits);
            double moved = magnitude * power;
            double whole = Math.floor(moved);
            // The product is off by half a unit in its last place at most: too little to cross a half this far away.
            if (moved < 0x1p51 && Math.abs(moved - whole - 0.5) > Math.ulp(moved)) {
                return Math.copySign((moved - whole > 0.5 ? whole + 1 : whole) / power, x);
            }
        }
        return halfSlowly(x, digits);
    }

    private static double halfSlowly(double x, long digits) {
        if (!Double.isFinite(x) || digits > 1074) {
            return x;
        }
        if (digits < -310) {
            return Math.copySign(0.0, x);
        }
        double rounded = new BigDecimal(Math.abs(x))
                .setScale((int) digits, RoundingMode.HALF_UP)
                .doubleValue();
        return Math.copySign(rounded, x);
    }

    /** A number of units of {@code scale} rounded to digits after the point, half away from zero. */
    private static long toDigits(long value, int scale, long digits) {
        if (digits >= scale) {
            return value;
        }
        long places = digits < -20 ? 40 : scale - digits;
        if (places <= 18) {
            return toUnit(value, Decimals.power((int) places), RoundingMode.HALF_UP);
        }
        // half of 10^19, the only larger unit that a long can reach half of
        boolean reachesHalf =
                places == 19 && (value >= 5_000_000_000_000_000_000L || value <= -5_000_000_000_000_000_000L);
        return reachesHalf ? Decimals.OVERFLOW : 0;
    }

    /** A multiple of {@code unit}, or {@link Decimals#OVERFLOW}. */
    private static long toUnit(long value, long unit, RoundingMode mode) {
        long quotient = value / unit;
        long remainder = value % unit;
        long sign = value < 0 ? -1 : 1;
        boolean away = switch (mode) {
            case CEILING -> remainder > 0;
            case FLOOR -> remainder < 0;
            case HALF_UP -> Math.abs(remainder) >= unit - Math.abs(remainder);
            default -> false;
        };
        return Decimals.times(away ? quotient + sign : quotient, unit);
    }
}
