package dev.forebay.engine.expression;

import dev.forebay.engine.function.TextCasts;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
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
        ByteArena text = new ByteArena(64);
        TextCasts.write(vector, row, text);
        return new String(text.bytes, 0, text.size, StandardCharsets.US_ASCII);
    }

    /** A value as a constant of the plan has it. */
    public static String text(Type type, @Nullable Object value) {
        Vector vector = Vector.of(type, 1);
        Constants.set(vector, value);
        return text(vector, 0);
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
}
