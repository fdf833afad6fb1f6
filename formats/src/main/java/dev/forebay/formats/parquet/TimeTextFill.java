package dev.forebay.formats.parquet;

import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.TimestampText;
import java.nio.charset.StandardCharsets;

/** Timestamps and dates that the file has as text. */
final class TimeTextFill extends ColumnFill {
    TimeTextFill(FieldPlace at) {
        super(at);
    }

    @Override
    void slice(EventBatch batch, int row, Slices slices, int at) {
        byte[] bytes = slices.arena.bytes;
        int from = slices.start[at];
        int to = from + slices.length[at];
        long value = field().type().kind() == Type.Kind.DATE
                ? DateText.parse(bytes, from, to)
                : TimestampText.parse(bytes, from, to);
        if (value == TimestampText.NONE) {
            int kept = Math.min(slices.length[at], 4 * (Reason.MAX_FOUND + 2));
            reject(batch, row, ReasonCode.BAD_TIMESTAMP, new String(bytes, from, kept, StandardCharsets.UTF_8));
        } else {
            ((LongVector) vector(batch)).values[row] = value;
        }
    }
}
