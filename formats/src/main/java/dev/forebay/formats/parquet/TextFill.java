package dev.forebay.formats.parquet;

import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.text.Utf8;

/** Text into a column of strings, which then point into the page. */
final class TextFill extends ColumnFill {
    TextFill(FieldPlace at) {
        super(at);
    }

    @Override
    void slice(EventBatch batch, int row, Slices slices, int at) {
        byte[] bytes = slices.arena.bytes;
        int from = slices.start[at];
        int length = slices.length[at];
        int ill = Utf8.firstIllFormed(bytes, from, from + length);
        if (ill < 0) {
            ((StringVector) vector(batch)).set(row, slices.arena, from, length);
        } else {
            reject(batch, row, ReasonCode.INVALID_UTF8, "byte 0x%02x at %d".formatted(bytes[ill] & 0xff, ill - from));
        }
    }
}
