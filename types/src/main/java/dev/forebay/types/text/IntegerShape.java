package dev.forebay.types.text;

import dev.forebay.types.Field;

/**
 * How a number becomes the {@code long} that a field keeps: scaled by a power of ten, whole or floored, within bounds, times a unit.
 *
 * @param scale digits after the point that are kept
 * @param floor whether finer digits are floored; otherwise a number that has some, not zero, does not fit
 * @param min the smallest scaled number that fits
 * @param max the largest
 * @param unit what one unit of the scaled number is in units of the column
 */
public record IntegerShape(int scale, boolean floor, long min, long max, long unit) {

    private static final long MILLI = 1_000;

    /** The shape for a field kept as {@code long}; for other fields one that is not used. */
    public static IntegerShape of(Field field) {
        return switch (field.type().kind()) {
            case DECIMAL -> {
                long limit = power(field.type().precision());
                yield new IntegerShape(field.type().scale(), false, 1 - limit, limit - 1, 1);
            }
            case TIMESTAMP -> timestamp(field.timestampFormat());
            case BOOLEAN, LONG, DOUBLE, STRING, DATE -> new IntegerShape(0, false, Long.MIN_VALUE, Long.MAX_VALUE, 1);
        };
    }

    private static IntegerShape timestamp(Field.TimestampFormat format) {
        long min = TimestampText.MIN_MICROS;
        long max = TimestampText.MAX_MICROS;
        return switch (format) {
            case EPOCH_SECONDS -> new IntegerShape(6, true, min, max, 1);
            case EPOCH_MILLIS -> new IntegerShape(0, false, min / MILLI, max / MILLI, MILLI);
            case EPOCH_MICROS, RFC3339 -> new IntegerShape(0, false, min, max, 1);
        };
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }

    /** Whether {@code number} has this shape. Then {@link #value} is what the column keeps. */
    public boolean fits(DecimalText number) {
        return number.toScaled(scale, floor) && number.scaled() >= min && number.scaled() <= max;
    }

    /** What the column keeps of a number that {@link #fits}. */
    public long value(DecimalText number) {
        return number.scaled() * unit;
    }
}
