package dev.forebay.formats;

import dev.forebay.types.Field;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;

/** What formats demand of records and fields, in the words that a {@link Reason} tells. */
public final class Demand {
    public static final String REQUIRED = "a value is required";
    public static final String NOT_NULL = "null is not allowed here";
    public static final String ONCE = "at most once in an event";

    private Demand() {}

    /** A record of {@code length} bytes where at most {@code maxBytes} are read. */
    public static Reason tooLarge(long length, int maxBytes) {
        String rule = "a record of at most " + maxBytes + " bytes";
        return new Reason(ReasonCode.TOO_LARGE, null, length + " bytes", rule, null);
    }

    /** A record that is not well-formed UTF-8 from {@code bad}, its byte number {@code at}, on. */
    public static Reason invalidUtf8(byte bad, int at) {
        String found = "byte 0x%02x at %d".formatted(bad & 0xff, at);
        return new Reason(ReasonCode.INVALID_UTF8, null, found, "well-formed UTF-8", null);
    }

    /** What a value of the field must be. */
    public static String of(Field field) {
        return switch (field.type().kind()) {
            case BOOLEAN -> "true or false";
            case LONG -> "a whole number from -9223372036854775808 to 9223372036854775807";
            case DOUBLE -> "a number of magnitude at most 1.7976931348623157e+308";
            case DECIMAL ->
                "a number of at most %d digits before the point and %d after it"
                        .formatted(
                                field.type().precision() - field.type().scale(),
                                field.type().scale());
            case STRING -> "a string";
            case DATE -> "a date as text, such as 2018-04-11";
            case TIMESTAMP -> timestamp(field.timestampFormat());
        };
    }

    private static String timestamp(Field.TimestampFormat format) {
        return switch (format) {
            case RFC3339 -> "an RFC 3339 timestamp as text, such as 2018-04-11T11:04:25Z";
            case EPOCH_SECONDS -> "a number of seconds since 1970-01-01T00:00:00Z, in years 0000 to 9999";
            case EPOCH_MILLIS -> "a whole number of milliseconds since 1970-01-01T00:00:00Z, in years 0000 to 9999";
            case EPOCH_MICROS -> "a whole number of microseconds since 1970-01-01T00:00:00Z, in years 0000 to 9999";
        };
    }
}
