package dev.forebay.engine.expression;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Vectors that hold one value in every row. */
final class Constants {
    private Constants() {}

    /** Sets the first row to a value as {@link dev.forebay.plan.expression.TypedExpression.Constant} has it. */
    static void set(Vector vector, @Nullable Object value) {
        vector.state[0] = value == null ? Vector.NULL : Vector.VALID;
        if (value == null) {
            return;
        }
        if (vector instanceof DoubleVector doubles) {
            doubles.values[0] = (Double) value;
        } else if (vector instanceof LongVector longs) {
            longs.values[0] = (Long) value;
        } else if (vector instanceof BooleanVector booleans) {
            booleans.values[0] = (Boolean) value;
        } else if (vector instanceof StringVector texts) {
            texts.set(0, new ByteArena(0), (String) value);
        }
    }

    /** Gives all rows what the first one has. */
    static void spread(Vector vector) {
        Arrays.fill(vector.state, vector.state[0]);
        if (vector instanceof DoubleVector doubles) {
            Arrays.fill(doubles.values, doubles.values[0]);
        } else if (vector instanceof LongVector longs) {
            Arrays.fill(longs.values, longs.values[0]);
        } else if (vector instanceof BooleanVector booleans) {
            Arrays.fill(booleans.values, booleans.values[0]);
        } else if (vector instanceof StringVector texts) {
            Arrays.fill(texts.arena, texts.arena[0]);
            Arrays.fill(texts.start, texts.start[0]);
            Arrays.fill(texts.length, texts.length[0]);
        }
    }
}
