package dev.forebay.formats.file;

import dev.forebay.formats.Demand;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream of bytes at line ends into records and adds them to batches. A byte order mark at the very start is dropped.
 *
 * <p>A line ends at LF, CR LF or the end of the stream. Where {@code quoted}, a CR alone ends one too, and an end inside of double
 * quotes that opened at the start of a CSV field ends nothing.
 */
final class RecordCutter {
    /** How many of the first bytes of a record that is too large are kept. */
    static final int KEPT_BYTES = 64 << 10;

    private static final int BUFFER_BYTES = 64 << 10;
    /** A batch with this many bytes is not filled further. */
    private static final int BATCH_BYTES = 16 << 20;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_FEEDS = ONES * '\n';

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private enum Within {
        /** Where a field starts: only here does a quote open quotes. */
        START,
        FIELD,
        QUOTES,
        /** After a quote inside of quotes: it closes them unless another follows. */
        QUOTE
    }

    private final InputStream in;
    private final int maxRecordBytes;
    private final boolean quoted;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int limit;
    private boolean started;
    private boolean afterCr;
    private long nextRecord;

    /** How many bytes the record last cut has, kept or not. */
    private long length;

    RecordCutter(InputStream in, int maxRecordBytes, boolean quoted) {
        this.in = in;
        this.maxRecordBytes = maxRecordBytes;
        this.quoted = quoted;
    }

    /** Adds records to the batch; empty ones are counted and only added where {@code keepEmpty}. False where none was added at the end. */
    boolean read(EventBatch batch, boolean keepEmpty) throws IOException {
        int before = batch.size();
        ByteArena arena = batch.arena;
        while (!batch.isFull() && (arena.size < BATCH_BYTES || batch.size() == before)) {
            int start = arena.size;
            if (!next(arena)) {
                break;
            }
            long number = nextRecord++;
            if (length == 0 && !keepEmpty) {
                continue;
            }
            int row = batch.addInPlace(0, number, Long.MIN_VALUE, 0, -1, start, arena.size - start);
            if (length > maxRecordBytes) {
                batch.rejections.add(row, Demand.tooLarge(length, maxRecordBytes));
            }
        }
        return batch.size() > before;
    }

    /** Appends the next record's bytes to the arena, as many as are kept; false at the end of the stream. */
    boolean next(ByteArena arena) throws IOException {
        int start = arena.size;
        length = 0;
        Within within = Within.START;
        boolean any = false;
        while (at < limit || fill()) {
            if (afterCr) {
                // CR ended the record before; an LF right after it belongs to that end.
                afterCr = false;
                if (buffer[at] == '\n') {
                    at++;
                    continue;
                }
            }
            any = true;
            int from = at;
            within = quoted ? toEndQuoted(within) : toLineFeed(within);
            keep(arena, start, from);
            if (at < limit) {
                afterCr = buffer[at++] == '\r';
                break;
            }
        }
        if (!any) {
            return false;
        }
        if (!quoted && length > 0 && length == arena.size - start && arena.bytes[arena.size - 1] == '\r') {
            arena.size--;
            length--;
        }
        if (length > maxRecordBytes) {
            arena.size = start + Math.min(arena.size - start, KEPT_BYTES);
        }
        return true;
    }

    private void keep(ByteArena arena, int start, int from) {
        int bytes = at - from;
        length += bytes;
        // One byte more than allowed, for the CR that may yet come off.
        int kept = (int) Math.min(bytes, Math.max(0, maxRecordBytes + 1L - (arena.size - start)));
        arena.append(buffer, from, kept);
    }

    private Within toLineFeed(Within within) {
        byte[] b = buffer;
        int p = at;
        while (p + 8 <= limit) {
            long word = (long) LONGS.get(b, p) ^ LINE_FEEDS;
            long hits = (word - ONES) & ~word & HIGHS;
            if (hits != 0) {
                at = p + (Long.numberOfTrailingZeros(hits) >>> 3);
                return within;
            }
            p += 8;
        }
        while (p < limit && b[p] != '\n') {
            p++;
        }
        at = p;
        return within;
    }

    private Within toEndQuoted(Within before) {
        byte[] b = buffer;
        Within within = before;
        int p = at;
        for (; p < limit; p++) {
            byte c = b[p];
            if (within == Within.QUOTES) {
                within = c == '"' ? Within.QUOTE : Within.QUOTES;
            } else if (c == '\n' || c == '\r') {
                break;
            } else if (c == ',') {
                within = Within.START;
            } else if (c == '"' && within != Within.FIELD) {
                within = Within.QUOTES;
            } else {
                within = Within.FIELD;
            }
        }
        at = p;
        return within;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        if (!started && limit > 0) {
            started = true;
            dropByteOrderMark();
        }
        return at < limit || (limit > 0 && fill());
    }

    private void dropByteOrderMark() throws IOException {
        while (limit < BYTE_ORDER_MARK.length) {
            int more = in.read(buffer, limit, buffer.length - limit);
            if (more < 0) {
                return;
            }
            limit += more;
        }
        if (Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            at = BYTE_ORDER_MARK.length;
        }
    }

    void close() throws IOException {
        in.close();
    }
}
