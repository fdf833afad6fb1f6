package dev.forebay.formats.parquet;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;

/** The columns of a row as the bytes of its value, for this process only: a state for each column, and its bits where it is valid. */
final class KeptColumns {
    private static final int WORD = 8;

    private KeptColumns() {}

    /** Writes a row's columns behind what the batch's arena holds, as its value. */
    static void write(EventBatch batch, int row) {
        ByteArena out = batch.arena;
        int start = out.size;
        for (int field = 0; field < batch.fields().size(); field++) {
            Vector column = batch.column(field);
            out.ensure(1 + WORD);
            out.bytes[out.size++] = column.state[row];
            if (column.state[row] != Vector.VALID) {
                continue;
            }
            if (column instanceof StringVector text) {
                word(out, text.length[row]);
                out.append(text.arena[row].bytes, text.start[row], text.length[row]);
            } else if (column instanceof LongVector longs) {
                word(out, longs.values[row]);
            } else if (column instanceof DoubleVector doubles) {
                word(out, Double.doubleToRawLongBits(doubles.values[row]));
            } else {
                word(out, ((BooleanVector) column).values[row] ? 1 : 0);
            }
        }
        batch.valueStart[row] = start;
        batch.valueLength[row] = out.size - start;
    }

    /** Fills a row's columns from its value. */
    static void read(EventBatch batch, int row) {
        byte[] bytes = batch.arena.bytes;
        int at = batch.valueStart[row];
        for (int field = 0; field < batch.fields().size(); field++) {
            Vector column = batch.column(field);
            column.state[row] = bytes[at++];
            if (column.state[row] != Vector.VALID) {
                continue;
            }
            long word = word(bytes, at);
            at += WORD;
            if (column instanceof StringVector text) {
                text.set(row, batch.arena, at, (int) word);
                at += (int) word;
            } else if (column instanceof LongVector longs) {
                longs.values[row] = word;
            } else if (column instanceof DoubleVector doubles) {
                doubles.values[row] = Double.longBitsToDouble(word);
            } else {
                ((BooleanVector) column).values[row] = word != 0;
            }
        }
    }

    private static void word(ByteArena out, long word) {
        for (int shift = 56; shift >= 0; shift -= WORD) {
            out.bytes[out.size++] = (byte) (word >>> shift);
        }
    }

    private static long word(byte[] bytes, int at) {
        long word = 0;
        for (int i = 0; i < WORD; i++) {
            word = (word << 8) | (bytes[at + i] & 0xFF);
        }
        return word;
    }
}
