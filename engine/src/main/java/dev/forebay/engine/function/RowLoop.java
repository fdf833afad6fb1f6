package dev.forebay.engine.function;

import dev.forebay.types.batch.Vector;
import org.jspecify.annotations.Nullable;

/** Asks a {@link RowFunction} about every row that is to be computed. Belongs to one operator. */
final class RowLoop implements Loop {
    private final RowFunction function;
    private final boolean strict;
    private @Nullable Row row;

    RowLoop(RowFunction function, boolean strict) {
        this.function = function;
        this.strict = strict;
    }

    @Override
    public void run(Vector[] in, Vector out, int rows) {
        Row cursor = row;
        if (cursor == null) {
            cursor = new Row(in, out);
            row = cursor;
        }
        cursor.reset();
        byte[] state = out.state;
        for (int i = 0; i < rows; i++) {
            if (!strict) {
                state[i] = Vector.VALID;
            } else if (state[i] != Vector.VALID) {
                continue;
            }
            cursor.moveTo(i);
            function.apply(cursor);
        }
    }
}
