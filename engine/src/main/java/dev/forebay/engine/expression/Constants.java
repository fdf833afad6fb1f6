package dev.forebay.engine.expression;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Vectors that hold one value in every row. */
final class Constants {
    private Constants() {}

    /** Fills all rows with a value as {@link dev.forebay.plan.expression.TypedExpression.Constant} has it. */
    static void fill(Vector vector, @Nullable Object value) {
        Arrays.fill(vector.state, value == null ? Vector.NULL : Vector.VALID);
        if (value == null) {
            return;
        }
        if (vector instanceof DoubleVector doubles) {
            Arrays.fill(doubles.values, (Double) value);
        } else if (vector instanceof LongVector longs) {
            Arrays.fill(longs.values, (Long) value);
        } else if (vector instanceof BooleanVector booleans) {
            Arrays.fill(booleans.values, (Boolean) value);
        } else if (vector instanceof StringVector texts) {
            byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
            ByteArena arena = new ByteArena(utf8.length);
            arena.append(utf8, 0, utf8.length);
            Arrays.fill(texts.arena, arena);
            Arrays.fill(texts.length, utf8.length);
        }
    }
}
