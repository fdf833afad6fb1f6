package dev.forebay.types.batch;

import java.util.Locale;

/** Why an event was rejected: the machine-readable part. {@link #code} is what dead letters and metrics carry; stable. */
public enum ReasonCode {
    /** The record has no value (a Kafka tombstone). */
    NO_VALUE,
    /** The record is larger than the source allows. */
    TOO_LARGE,
    /** Objects and arrays nest deeper than allowed. */
    TOO_DEEP,
    /** The bytes, or the text that a field's escapes stand for, are not well-formed UTF-8. */
    INVALID_UTF8,
    /** The bytes are not one value of the declared format (for JSON: RFC 8259 rejects them, or it is no object). */
    MALFORMED,
    /** A field that the schema reads is there twice. */
    REPEATED_FIELD,
    /** A required field is absent. */
    MISSING,
    /** A required field is null. */
    NULL,
    /** The value has another type than the schema says. */
    WRONG_TYPE,
    /** The number does not fit the type. */
    NUMBER_RANGE,
    /** The text is not a timestamp or date of the declared format. */
    BAD_TIMESTAMP,
    /** The value is below the schema's minimum. */
    BELOW_MIN,
    /** The value is above the schema's maximum. */
    ABOVE_MAX,
    /** The value is not one of the schema's set. */
    NOT_IN_SET,
    /** The text does not match the schema's pattern. */
    PATTERN,
    /** The text is shorter than the schema allows. */
    TOO_SHORT,
    /** The text is longer than the schema allows. */
    TOO_LONG,
    /** The event's time is further ahead of its record's timestamp than allowed. */
    FUTURE,
    /** An event with this id was accepted before. */
    DUPLICATE,
    /** A check with {@code otherwise: reject} is false. */
    CHECK,
    /** Arithmetic of a feature overflowed its type. */
    OVERFLOW,
    /** A feature's CAST could not convert the value. */
    CAST,
    /** A function of a feature was given an argument outside of its domain. */
    DOMAIN,
    /** A transform refuses the value (an infinity where scikit-learn refuses one). */
    TRANSFORM,
    /** The model refuses the event, or a value that it needs is missing. */
    MODEL,
    /** The encoded output is larger than the sink allows. */
    OUTPUT_TOO_LARGE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The code in lower case, as dead letters and metrics carry it. */
    public String code() {
        return code;
    }
}
