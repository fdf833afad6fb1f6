package dev.forebay.testing.window;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with their exact values, and apart from them NaN and the infinities.
 *
 * @param finite the exact values of the finite ones
 * @param unreal the others
 */
record ExactNumbers(List<BigDecimal> finite, List<Double> unreal) {
    ExactNumbers {
        finite = List.copyOf(finite);
        unreal = List.copyOf(unreal);
    }

    /** Longs, doubles, decimals and booleans, of which true is 1. */
    static ExactNumbers of(List<@Nullable Object> values) {
        List<BigDecimal> finite = new ArrayList<>();
        List<Double> unreal = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Double real && !Double.isFinite(real)) {
                unreal.add(real);
            } else {
                finite.add(exact(value));
            }
        }
        return new ExactNumbers(finite, unreal);
    }

    private static BigDecimal exact(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Double real) {
            return new BigDecimal(real);
        }
        throw new IllegalArgumentException("no number: " + value);
    }

    /** The sum of the finite ones. */
    BigDecimal exactSum() {
        return finite.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum, rounded once. Infinities of both signs, or a NaN, make NaN; a sum of zero is 0.0. */
    double sum() {
        if (unreal.isEmpty()) {
            return Ratio.of(exactSum(), BigInteger.ONE).toDouble();
        }
        double first = unreal.get(0);
        return unreal.stream().allMatch(value -> value.equals(first)) ? first : Double.NaN;
    }

    /** {@code (n Σx² − (Σx)²) / (n divisor)}, rounded once; NaN where a value is not finite. */
    double variance(long divisor) {
        if (!unreal.isEmpty()) {
            return Double.NaN;
        }
        BigDecimal n = BigDecimal.valueOf(finite.size());
        BigDecimal sum = exactSum();
        BigDecimal squares = finite.stream().map(x -> x.multiply(x)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal numerator = n.multiply(squares).subtract(sum.multiply(sum));
        return Ratio.of(numerator, BigInteger.valueOf(finite.size()).multiply(BigInteger.valueOf(divisor)))
                .toDouble();
    }
}
