package dev.forebay.engine.expression;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Single values as people read them: what reasons say was found. Allocates; not for hot paths. */
public final class Values {
    private Values() {}

    /** The value of a row, or {@code null}; a long text is cut to what a reason keeps and a little more. */
    public static String text(Vector vector, int row) {
        if (vector.isError(row)) {
            return "error";
        }
        if (!vector.isValid(row)) {
            return "null";
        }
        if (vector instanceof StringVector texts) {
            return start(texts, row);
        }
        if (vector instanceof DoubleVector doubles) {
            return text(Type.DOUBLE, doubles.values[row]);
        }
        if (vector instanceof BooleanVector booleans) {
            return Boolean.toString(booleans.values[row]);
        }
        return text(vector.type(), ((LongVector) vector).values[row]);
    }

    /** A value as a constant of the plan has it. */
    public static String text(Type type, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (type.kind()) {
            case BOOLEAN, STRING, LONG, DOUBLE -> value.toString();
            case DECIMAL -> BigDecimal.valueOf((Long) value, type.scale()).toPlainString();
            case TIMESTAMP -> timestamp((Long) value);
            case DATE -> date((Long) value);
        };
    }

    static String list(List<TypedExpression> operands, Program program, int row) {
        return operands.stream()
                .map(operand -> text(program.vectorOf(operand), row))
                .collect(Collectors.joining(", "));
    }

    private static String start(StringVector texts, int row) {
        int most = 4 * (Reason.MAX_FOUND + 1);
        if (texts.length[row] <= most) {
            return texts.get(row);
        }
        byte[] bytes = texts.arena[row].bytes;
        int end = texts.start[row] + most;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, texts.start[row], end - texts.start[row], StandardCharsets.UTF_8);
    }

    private static String timestamp(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
                .toString();
    }

    private static String date(long days) {
        boolean known = days >= LocalDate.MIN.toEpochDay() && days <= LocalDate.MAX.toEpochDay();
        return known ? LocalDate.ofEpochDay(days).toString() : "day " + days;
    }
}
