package dev.forebay.testing.expression;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of doubles, with {@link StrictMath}. */
final class RealFunctions {
    /** 0.7071067811865476 and 1.4142135623730951 as the doubles they are. */
    private static final BigDecimal LOW = new BigDecimal("0.70710678118654757273731092936941422522068023681640625");

    private static final BigDecimal HIGH = new BigDecimal("1.4142135623730951454746218587388284504413604736328125");

    private RealFunctions() {}

    static void register(Map<String, Interpretation> into) {
        one(into, "SQRT", StrictMath::sqrt);
        one(into, "CBRT", StrictMath::cbrt);
        one(into, "EXP", StrictMath::exp);
        one(into, "EXPM1", StrictMath::expm1);
        one(into, "LN", StrictMath::log);
        one(into, "LOG10", StrictMath::log10);
        one(into, "LOG2", RealFunctions::log2);
        one(into, "LOG1P", StrictMath::log1p);
        one(into, "SIN", StrictMath::sin);
        one(into, "COS", StrictMath::cos);
        one(into, "TAN", StrictMath::tan);
        one(into, "ASIN", StrictMath::asin);
        one(into, "ACOS", StrictMath::acos);
        one(into, "ATAN", StrictMath::atan);
        one(into, "SINH", StrictMath::sinh);
        one(into, "COSH", StrictMath::cosh);
        one(into, "TANH", StrictMath::tanh);
        one(into, "DEGREES", x -> x * 57.29577951308232);
        one(into, "RADIANS", x -> x * 0.017453292519943295);
        one(into, "SIGMOID", RealFunctions::sigmoid);
        one(into, "LOGIT", x -> StrictMath.log(x / (1 - x)));
        two(into, "POWER", StrictMath::pow);
        two(into, "ATAN2", StrictMath::atan2);
        two(into, "HYPOT", StrictMath::hypot);
        two(into, "CYCLE_SIN", (x, period) -> StrictMath.sin((2 * StrictMath.PI * x) / period));
        two(into, "CYCLE_COS", (x, period) -> StrictMath.cos((2 * StrictMath.PI * x) / period));
        into.put("PI", args -> StrictMath.PI);
        into.put("E", args -> StrictMath.E);
        into.put("SAFE_DIVIDE", args -> args.real(1) == 0 ? null : (Object) (args.real(0) / args.real(1)));
        into.put("IS_NAN", args -> Double.isNaN(args.real(0)));
        into.put("IS_INFINITE", args -> Double.isInfinite(args.real(0)));
        into.put("IS_FINITE", args -> Double.isFinite(args.real(0)));
        into.put("NAN_TO_NULL", args -> Double.isNaN(args.real(0)) ? null : args.get(0));
        into.put("RESCALE", args -> {
            double share = (args.real(0) - args.real(1)) / (args.real(2) - args.real(1));
            return args.real(3) + share * (args.real(4) - args.real(3));
        });
    }

    private static void one(Map<String, Interpretation> into, String name, DoubleUnaryOperator function) {
        into.put(name, args -> function.applyAsDouble(args.real(0)));
    }

    private static void two(Map<String, Interpretation> into, String name, DoubleBinaryOperator function) {
        into.put(name, args -> function.applyAsDouble(args.real(0), args.real(1)));
    }

    private static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double t = StrictMath.exp(x);
        return t / (1 + t);
    }

    /** The exponent plus ln(m) / ln(2), where x = m times a power of two and m is about 1. */
    static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) {
            return StrictMath.log(x);
        }
        BigDecimal mantissa = new BigDecimal(x);
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal half = new BigDecimal("0.5");
        int exponent = 0;
        while (mantissa.compareTo(LOW) < 0) {
            mantissa = mantissa.multiply(two);
            exponent--;
        }
        while (mantissa.compareTo(HIGH) >= 0) {
            mantissa = mantissa.multiply(half);
            exponent++;
        }
        return exponent + StrictMath.log(mantissa.doubleValue()) / StrictMath.log(2.0);
    }
}
