package dev.forebay.testing.expression;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Conversions of boxed values to another type. */
final class Casts {
    private Casts() {}

    /**
     * The value as the other type has it.
     *
     * @throws RowFailed where the type has no such value
     */
    static Object to(Type type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> value instanceof Boolean ? value : WrittenValues.truth(text(value));
            case LONG -> toLong(value);
            case DOUBLE -> toDouble(value);
            case DECIMAL -> toDecimal(type, value);
            case STRING -> WrittenValues.write(value);
            case TIMESTAMP -> toTimestamp(value);
            case DATE -> toDate(value);
        };
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no cast of " + value);
    }

    private static Object toLong(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof String text) {
            return WrittenValues.whole(text);
        }
        if (value instanceof Double real && !Double.isFinite(real)) {
            throw RowFailed.cast(value);
        }
        BigDecimal exact = value instanceof Double real ? new BigDecimal(real) : Arithmetic.exact(value);
        RoundingMode mode = value instanceof Double ? RoundingMode.DOWN : RoundingMode.HALF_EVEN;
        return fit(exact.setScale(0, mode), Type.LONG, value);
    }

    private static Object toDouble(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        if (value instanceof Long whole) {
            return (double) whole;
        }
        if (value instanceof BigDecimal decimal) {
            return Double.parseDouble(decimal.toString());
        }
        return value instanceof Double ? value : WrittenValues.real(text(value));
    }

    private static Object toDecimal(Type type, Object value) {
        BigDecimal exact;
        if (value instanceof Double real) {
            if (!Double.isFinite(real)) {
                throw RowFailed.cast(value);
            }
            exact = new BigDecimal(real);
        } else if (value instanceof Boolean truth) {
            exact = truth ? BigDecimal.ONE : BigDecimal.ZERO;
        } else {
            exact = value instanceof String text ? WrittenValues.decimal(text) : Arithmetic.exact(value);
        }
        return fit(exact.setScale(type.scale(), RoundingMode.HALF_EVEN), type, value);
    }

    private static Object toTimestamp(Object value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return value instanceof Instant ? value : WrittenValues.timestamp(text(value));
    }

    private static Object toDate(Object value) {
        if (value instanceof Instant instant) {
            return instant.atZone(ZoneOffset.UTC).toLocalDate();
        }
        return value instanceof LocalDate ? value : WrittenValues.date(text(value));
    }

    private static Object fit(BigDecimal exact, Type type, Object value) {
        try {
            return Arithmetic.fit(exact, type);
        } catch (RowFailed overflow) {
            throw RowFailed.cast(value);
        }
    }
}
