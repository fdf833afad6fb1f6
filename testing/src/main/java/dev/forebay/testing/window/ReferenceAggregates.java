package dev.forebay.testing.window;

import dev.forebay.plan.window.AggregateRule;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of an aggregate over the events of a window. */
final class ReferenceAggregates {
    private static final int LONG_BITS = 63;

    private ReferenceAggregates() {}

    /**
     * The value of an aggregate on an event, boxed; a {@link Failure} where it has none.
     *
     * @param index the aggregate's place in the plan
     * @param window the events of its window, in their order there
     * @param event the one that it is computed on
     */
    static @Nullable Object value(AggregateRule rule, int index, List<WindowEvent> window, WindowEvent event) {
        List<WindowEvent> contributing = window.stream()
                .filter(f -> f.contributions().get(index).counts())
                .toList();
        List<@Nullable Object> values = new ArrayList<>();
        for (WindowEvent f : contributing) {
            values.add(f.contributions().get(index).value());
        }
        return switch (rule.function()) {
            case COUNT -> (long) values.size();
            case COUNT_DISTINCT -> (long) Frequencies.of(values).size();
            case LAG -> lag(rule, index, contributing, event);
            default -> values.isEmpty() ? null : ofSome(rule, values);
        };
    }

    private static @Nullable Object lag(
            AggregateRule rule, int index, List<WindowEvent> contributing, WindowEvent event) {
        List<WindowEvent> others = contributing.stream()
                .filter(f -> f.sequence() != event.sequence())
                .toList();
        int at = others.size() - rule.offset();
        return at < 0 ? null : others.get(at).contributions().get(index).value();
    }

    private static @Nullable Object ofSome(AggregateRule rule, List<@Nullable Object> values) {
        return switch (rule.function()) {
            case SUM -> sum(rule.type(), values);
            case AVG -> ExactNumbers.of(values).sum() / values.size();
            case VAR_POP -> ExactNumbers.of(values).variance(values.size());
            case VAR_SAMP -> values.size() == 1 ? null : ExactNumbers.of(values).variance(values.size() - 1L);
            case STDDEV_POP -> StrictMath.sqrt(ExactNumbers.of(values).variance(values.size()));
            case STDDEV_SAMP ->
                values.size() == 1
                        ? null
                        : (Object) StrictMath.sqrt(ExactNumbers.of(values).variance(values.size() - 1L));
            case MIN -> plain(extreme(values, -1));
            case MAX -> plain(extreme(values, 1));
            case MODE -> plain(Frequencies.of(values).mostFrequent());
            case FIRST_VALUE -> values.get(0);
            case LAST_VALUE -> values.get(values.size() - 1);
            case COUNT, COUNT_DISTINCT, LAG -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static Object sum(Type type, List<@Nullable Object> values) {
        ExactNumbers numbers = ExactNumbers.of(values);
        if (type.kind() == Type.Kind.DOUBLE) {
            return numbers.sum();
        }
        BigDecimal exact = numbers.exactSum();
        if (type.kind() == Type.Kind.LONG) {
            BigInteger whole = exact.toBigIntegerExact();
            return whole.bitLength() > LONG_BITS ? overflow() : (Object) whole.longValueExact();
        }
        BigDecimal scaled = exact.setScale(type.scale());
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        return scaled.unscaledValue().abs().compareTo(limit) < 0 ? scaled : overflow();
    }

    private static Failure overflow() {
        return new Failure(ReasonCode.OVERFLOW, false);
    }

    /** The largest value for sign 1, the smallest for -1. */
    private static Object extreme(List<@Nullable Object> values, int sign) {
        Object best = present(values.get(0));
        for (Object value : values) {
            if (ReferenceEvaluator.compare(present(value), best) * sign > 0) {
                best = present(value);
            }
        }
        return best;
    }

    /** One zero for both. */
    private static Object plain(Object value) {
        return value instanceof Double real && real == 0 ? Double.valueOf(0.0) : value;
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("null contributes");
        }
        return value;
    }
}
