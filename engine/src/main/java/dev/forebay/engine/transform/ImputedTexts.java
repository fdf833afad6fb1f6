package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.plan.fitted.Category;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One column of texts with what is missing replaced: a null, and a text that stands for it. <b>Source</b>: scikit-learn 1.9.1, {@code SimpleImputer}. */
final class ImputedTexts implements Operator {
    private final StringVector input;
    private final StringVector output;
    private final byte @Nullable [] sentinel;
    private final ByteArena statistic = new ByteArena(16);

    ImputedTexts(Category missing, String statistic, StringVector input, StringVector output) {
        this.input = input;
        this.output = output;
        this.sentinel = sentinel(missing);
        byte[] bytes = statistic.getBytes(StandardCharsets.UTF_8);
        this.statistic.append(bytes, 0, bytes.length);
    }

    static byte @Nullable [] sentinel(Category missing) {
        return missing instanceof Category.Text text ? text.value().getBytes(StandardCharsets.UTF_8) : null;
    }

    @Override
    public void run(int rows) {
        for (int i = 0; i < rows; i++) {
            if (input.isError(i)) {
                output.state[i] = Vector.ERROR;
            } else if (isMissing(input, sentinel, i)) {
                output.set(i, statistic, 0, statistic.size);
            } else {
                output.set(i, input.arena[i], input.start[i], input.length[i]);
            }
        }
    }

    static boolean isMissing(StringVector input, byte @Nullable [] sentinel, int row) {
        return !input.isValid(row)
                || (sentinel != null
                        && Arrays.equals(
                                sentinel,
                                0,
                                sentinel.length,
                                input.arena[row].bytes,
                                input.start[row],
                                input.start[row] + input.length[row]));
    }
}
