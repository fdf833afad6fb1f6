package dev.forebay.cli.why;

import dev.forebay.cli.local.Values;
import dev.forebay.types.batch.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A value of one event.
 *
 * @param text as SQL writes it, or {@code error}
 * @param json as JSON has it; null for null, for what JSON has no number for and for an error
 */
public record TracedValue(String text, @Nullable Object json, boolean isError) {
    private static final TracedValue ERROR = new TracedValue("error", null, true);

    static TracedValue of(Vector vector, int row) {
        if (vector.isError(row)) {
            return ERROR;
        }
        Object value = Values.of(vector, row);
        Object json = Values.json(value);
        return new TracedValue(Values.literal(value, vector.type()), json == Values.NULL ? null : json, false);
    }

    /** The value without quotes. */
    String plain() {
        return json instanceof String unquoted ? unquoted : text;
    }
}
