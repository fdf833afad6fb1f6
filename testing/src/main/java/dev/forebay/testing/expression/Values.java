package dev.forebay.testing.expression;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Boxed values, and how plans and vectors store them. */
public final class Values {
    /** The first and last moment a timestamp may be. */
    static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Values() {}

    /** The boxed value of what a constant or a vector stores: longs stand for decimals, timestamps and dates. */
    public static Object ofStored(Type type, Object stored) {
        return switch (type.kind()) {
            case BOOLEAN, LONG, STRING -> stored;
            case DOUBLE -> canonical((Double) stored);
            case DECIMAL -> BigDecimal.valueOf((Long) stored, type.scale());
            case TIMESTAMP -> Instant.EPOCH.plus((Long) stored, ChronoUnit.MICROS);
            case DATE -> LocalDate.ofEpochDay((Long) stored);
        };
    }

    /** What a constant or a vector stores for a boxed value. */
    public static Object toStored(Type type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN, LONG, DOUBLE, STRING -> value;
            case DECIMAL ->
                ((BigDecimal) value).setScale(type.scale()).unscaledValue().longValueExact();
            case TIMESTAMP -> micros((Instant) value);
            case DATE -> ((LocalDate) value).toEpochDay();
        };
    }

    /** Whether two values are the same to the last bit; every NaN is the same one. */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        return left == null ? right == null : left.equals(right);
    }

    /** Microseconds since the epoch. {@code ChronoUnit.between} counts nanoseconds first, which overflow after 292 years. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }

    static Instant inRange(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw RowFailed.overflow(instant);
        }
        return instant;
    }

    /** The instant that lies {@code micros} after another, or an overflow. */
    static Instant plusMicros(Instant instant, long micros) {
        try {
            return inRange(instant.plus(Duration.of(micros, ChronoUnit.MICROS)));
        } catch (ArithmeticException | java.time.DateTimeException e) {
            throw RowFailed.overflow(instant);
        }
    }

    static LocalDate inRange(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw RowFailed.overflow(date);
        }
        return date;
    }

    private static Double canonical(Double value) {
        return value.isNaN() ? Double.valueOf(Double.NaN) : value;
    }
}
