package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.StringVector;

/** UUIDs of 16 bytes into a column of strings, in their usual form of 36 characters in the batch's arena. */
final class UuidFill extends ColumnFill {
    private static final int BYTES = 16;
    private static final int CHARACTERS = 36;

    UuidFill(FieldPlace at) {
        super(at);
    }

    @Override
    void slice(EventBatch batch, int row, Slices slices, int at) {
        ByteArena arena = batch.arena;
        arena.ensure(CHARACTERS);
        int start = arena.size;
        byte[] from = slices.arena.bytes;
        for (int i = 0; i < BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                arena.bytes[arena.size++] = '-';
            }
            byte b = from[slices.start[at] + i];
            arena.bytes[arena.size++] = (byte) Character.forDigit(b >> 4 & 15, 16);
            arena.bytes[arena.size++] = (byte) Character.forDigit(b & 15, 16);
        }
        ((StringVector) vector(batch)).set(row, arena, start, CHARACTERS);
    }
}
