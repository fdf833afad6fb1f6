package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.booleans;
import static dev.forebay.engine.function.Loop.doubles;

import dev.forebay.types.batch.Vector;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions of doubles, with {@link StrictMath}'s bits. What pipelines use most has a loop of its own, which the JIT compiles as
 * a whole; the rest pays a call a row, which is little beside what it computes.
 */
final class RealFunctions {
    private static final double LN_2 = StrictMath.log(2.0);
    private static final double SQRT_2 = 1.4142135623730951;

    private RealFunctions() {}

    static void addTo(KernelTable table) {
        table.loop("LOG1P(double)", RealFunctions::log1p);
        table.loop("LN(double)", RealFunctions::ln);
        table.loop("EXP(double)", RealFunctions::exp);
        table.loop("SQRT(double)", RealFunctions::sqrt);
        addExponentials(table);
        addTrigonometry(table);
        addTests(table);
    }

    private static void addExponentials(KernelTable table) {
        table.loop("CBRT(double)", of(StrictMath::cbrt));
        table.loop("EXPM1(double)", of(StrictMath::expm1));
        table.loop("LOG10(double)", of(StrictMath::log10));
        table.loop("LOG2(double)", of(RealFunctions::log2));
        table.loop("POWER(double,double)", of(StrictMath::pow));
        table.loop("HYPOT(double,double)", of(StrictMath::hypot));
        table.loop("SIGMOID(double)", of(RealFunctions::sigmoid));
        table.loop("LOGIT(double)", of(x -> StrictMath.log(x / (1 - x))));
    }

    private static void addTrigonometry(KernelTable table) {
        table.loop("SIN(double)", of(StrictMath::sin));
        table.loop("COS(double)", of(StrictMath::cos));
        table.loop("TAN(double)", of(StrictMath::tan));
        table.loop("ASIN(double)", of(StrictMath::asin));
        table.loop("ACOS(double)", of(StrictMath::acos));
        table.loop("ATAN(double)", of(StrictMath::atan));
        table.loop("ATAN2(double,double)", of(StrictMath::atan2));
        table.loop("SINH(double)", of(StrictMath::sinh));
        table.loop("COSH(double)", of(StrictMath::cosh));
        table.loop("TANH(double)", of(StrictMath::tanh));
        table.loop("DEGREES(double)", of(x -> x * 57.29577951308232));
        table.loop("RADIANS(double)", of(x -> x * 0.017453292519943295));
        table.loop("CYCLE_SIN(double,double)", of((x, period) -> StrictMath.sin(2 * StrictMath.PI * x / period)));
        table.loop("CYCLE_COS(double,double)", of((x, period) -> StrictMath.cos(2 * StrictMath.PI * x / period)));
    }

    private static void addTests(KernelTable table) {
        table.loop("IS_NAN(double)", test(Double::isNaN));
        table.loop("IS_INFINITE(double)", test(Double::isInfinite));
        table.loop("IS_FINITE(double)", test(Double::isFinite));
        table.loop("NAN_TO_NULL(double)", RealFunctions::nanToNull);
        table.loop("SAFE_DIVIDE(double,double)", RealFunctions::safeDivide);
    }

    private static void log1p(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.log1p(x[i]);
        }
    }

    private static void ln(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.log(x[i]);
        }
    }

    private static void exp(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.exp(x[i]);
        }
    }

    private static void sqrt(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.sqrt(x[i]);
        }
    }

    /** The exponent plus ln(m) / ln(2) for x = m 2^e with m around 1, so that powers of two are exact. */
    static double log2(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return StrictMath.log(x);
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        double normal = subnormal ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal);
        double mantissa = Math.scalb(normal, -exponent);
        if (mantissa >= SQRT_2) {
            mantissa /= 2;
            exponent++;
        }
        return exponent - (subnormal ? 54 : 0) + StrictMath.log(mantissa) / LN_2;
    }

    private static double sigmoid(double x) {
        if (x < 0) {
            double t = StrictMath.exp(x);
            return t / (1 + t);
        }
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static void nanToNull(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i];
            if (Double.isNaN(x[i]) && out.state[i] == Vector.VALID) {
                out.state[i] = Vector.NULL;
            }
        }
    }

    private static void safeDivide(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] / y[i];
            if (y[i] == 0 && out.state[i] == Vector.VALID) {
                out.state[i] = Vector.NULL;
            }
        }
    }

    static Loop of(DoubleUnaryOperator function) {
        return (in, out, rows) -> {
            double[] x = doubles(in[0]);
            double[] z = doubles(out);
            for (int i = 0; i < rows; i++) {
                z[i] = function.applyAsDouble(x[i]);
            }
        };
    }

    private static Loop of(DoubleBinaryOperator function) {
        return (in, out, rows) -> {
            double[] x = doubles(in[0]);
            double[] y = doubles(in[1]);
            double[] z = doubles(out);
            for (int i = 0; i < rows; i++) {
                z[i] = function.applyAsDouble(x[i], y[i]);
            }
        };
    }

    private static Loop test(DoublePredicate condition) {
        return (in, out, rows) -> {
            double[] x = doubles(in[0]);
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                z[i] = condition.test(x[i]);
            }
        };
    }
}
