package dev.forebay.testing.expression;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;

/** {@code + - * / %} and the sign: exact for longs and decimals, IEEE for doubles. */
final class Arithmetic {
    private Arithmetic() {}

    static void register(Map<String, Interpretation> into) {
        into.put("+", operator(Double::sum, BigDecimal::add));
        into.put("-", operator((a, b) -> a - b, BigDecimal::subtract));
        into.put("*", operator((a, b) -> a * b, BigDecimal::multiply));
        into.put("/", args -> args.real(0) / args.real(1));
        into.put("%", operator((a, b) -> a % b, Arithmetic::remainder));
        into.put("NEGATE", args -> exactOrDouble(args, x -> -x, BigDecimal::negate));
        into.put("ABS", args -> exactOrDouble(args, StrictMath::abs, BigDecimal::abs));
        into.put("SIGN", Arithmetic::sign);
        into.put("NOT", args -> !args.truth(0));
    }

    private static Interpretation operator(DoubleBinaryOperator doubles, BinaryOperator<BigDecimal> exact) {
        return args -> args.kind(0) == Type.Kind.DOUBLE
                ? (Object) doubles.applyAsDouble(args.real(0), args.real(1))
                : fit(exact.apply(exact(args.get(0)), exact(args.get(1))), args.result());
    }

    private static Object exactOrDouble(
            Arguments args,
            java.util.function.DoubleUnaryOperator doubles,
            java.util.function.UnaryOperator<BigDecimal> exact) {
        return args.kind(0) == Type.Kind.DOUBLE
                ? (Object) doubles.applyAsDouble(args.real(0))
                : fit(exact.apply(exact(args.get(0))), args.result());
    }

    private static BigDecimal remainder(BigDecimal x, BigDecimal y) {
        if (y.signum() == 0) {
            throw RowFailed.domain("division by zero");
        }
        return x.remainder(y);
    }

    private static Object sign(Arguments args) {
        if (args.kind(0) == Type.Kind.DOUBLE) {
            return StrictMath.signum(args.real(0));
        }
        return (long) exact(args.get(0)).signum();
    }

    static BigDecimal exact(Object number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
    }

    /** An exact result as a value of a long or decimal type; what does not fit is an overflow. */
    static Object fit(BigDecimal exact, Type type) {
        if (type.kind() == Type.Kind.LONG) {
            BigInteger whole = exact.toBigIntegerExact();
            if (whole.bitLength() > 63) {
                throw RowFailed.overflow(whole);
            }
            return whole.longValueExact();
        }
        BigDecimal scaled = exact.setScale(type.scale());
        if (scaled.unscaledValue().abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
            throw RowFailed.overflow(exact);
        }
        return scaled;
    }
}
