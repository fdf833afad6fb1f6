package dev.forebay.formats.parquet;

import java.util.Locale;

/**
 * What stored values mean.
 *
 * @param first bits of an integer, precision of a decimal; 0 for every other kind
 * @param second 1 for a signed integer, scale of a decimal; 0 for every other kind
 */
record Annotation(Kind kind, int first, int second) {
    static final Annotation NONE = new Annotation(Kind.NONE, 0, 0);

    /** Kinds of meaning. */
    enum Kind {
        NONE,
        STRING,
        ENUM,
        JSON,
        UUID,
        INTEGER,
        DECIMAL,
        DATE,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS,
        /** A column of nulls alone. */
        NOTHING,
        TIME,
        INTERVAL,
        BSON,
        FLOAT16,
        /** A list, a map, or something newer. */
        OTHER
    }

    static Annotation of(Kind kind) {
        return new Annotation(kind, 0, 0);
    }

    static Annotation integer(int bits, boolean signed) {
        return new Annotation(Kind.INTEGER, bits, signed ? 1 : 0);
    }

    static Annotation decimal(int precision, int scale) {
        return new Annotation(Kind.DECIMAL, precision, scale);
    }

    /** As files before logical types said it. */
    static Annotation ofConverted(int number, int precision, int scale) {
        return switch (number) {
            case 0 -> of(Kind.STRING);
            case 4 -> of(Kind.ENUM);
            case 5 -> decimal(precision, scale);
            case 6 -> of(Kind.DATE);
            case 7, 8 -> of(Kind.TIME);
            case 9 -> of(Kind.TIMESTAMP_MILLIS);
            case 10 -> of(Kind.TIMESTAMP_MICROS);
            case 11, 12, 13, 14 -> integer(8 << (number - 11), false);
            case 15, 16, 17, 18 -> integer(8 << (number - 15), true);
            case 19 -> of(Kind.JSON);
            case 20 -> of(Kind.BSON);
            case 21 -> of(Kind.INTERVAL);
            default -> of(Kind.OTHER);
        };
    }

    /** As people call it, with how it is stored: {@code int64 timestamp(nanos)}. */
    String describe(PhysicalType type) {
        String stored = type.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case NONE -> stored;
            case INTEGER -> (second == 1 ? "int" : "uint") + first;
            case DECIMAL -> "decimal(" + first + "," + second + ")";
            case TIMESTAMP_MILLIS -> "timestamp(millis)";
            case TIMESTAMP_MICROS -> "timestamp(micros)";
            case TIMESTAMP_NANOS -> "timestamp(nanos)";
            case NOTHING -> "null";
            case OTHER -> stored + " with an unknown meaning";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
