package dev.forebay.cli.local;

import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.DoubleWriter;
import dev.forebay.types.text.LongWriter;
import dev.forebay.types.text.TimestampText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Single values out of vectors, for printing and comparing. Not for hot paths. */
public final class Values {
    /** Stands for SQL's NULL, so that a value is never a Java null. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "NULL";
        }
    };

    private static final int LONGEST = 64;

    private Values() {}

    /**
     * A row's value: {@link Boolean}, {@link Long}, {@link Double}, {@link BigDecimal}, {@link String} (for timestamps and dates
     * too, as output writes them), or {@link #NULL}.
     */
    public static Object of(Vector vector, int row) {
        if (!vector.isValid(row)) {
            return NULL;
        }
        if (vector instanceof BooleanVector booleans) {
            return booleans.values[row];
        }
        if (vector instanceof DoubleVector doubles) {
            return doubles.values[row];
        }
        if (vector instanceof StringVector strings) {
            return strings.get(row);
        }
        long value = ((LongVector) vector).values[row];
        byte[] text = new byte[LONGEST];
        return switch (vector.type().kind()) {
            case TIMESTAMP -> text(text, TimestampText.write(text, 0, value));
            case DATE -> text(text, DateText.write(text, 0, value));
            case DECIMAL -> BigDecimal.valueOf(value, vector.type().scale());
            default -> value;
        };
    }

    /** A value as JSON has it: numbers that are not finite become null. */
    public static Object json(Object value) {
        return value instanceof Double d && !Double.isFinite(d) ? NULL : value;
    }

    /** A value as an expression's result is printed: texts quoted, numbers shortest. */
    public static String literal(Object value, Type type) {
        if (value instanceof Double d) {
            byte[] text = new byte[LONGEST];
            return Double.isNaN(d)
                    ? "NaN"
                    : Double.isInfinite(d)
                            ? (d > 0 ? "Infinity" : "-Infinity")
                            : text(text, DoubleWriter.write(text, 0, d));
        }
        if (value instanceof BigDecimal decimal) {
            byte[] text = new byte[LONGEST];
            return text(
                    text,
                    LongWriter.writeDecimal(text, 0, decimal.unscaledValue().longValueExact(), decimal.scale()));
        }
        boolean quoted = value instanceof String && type.equals(Type.STRING);
        return quoted ? "'" + value.toString().replace("'", "''") + "'" : value.toString();
    }

    private static String text(byte[] bytes, int end) {
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }
}
