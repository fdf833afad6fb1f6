package dev.forebay.engine.order;

import dev.forebay.types.batch.ByteArena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Texts by handle, each behind its length, in as many arenas as they need: a day of ids can be more than one array holds. */
final class IdTexts {
    private static final int MOST_IN_ONE = 1 << 28;

    private final List<ByteArena> arenas = new ArrayList<>();

    IdTexts() {
        arenas.add(new ByteArena(16));
    }

    /** Adds a text and returns its handle. */
    long add(byte[] bytes, int start, int length) {
        ByteArena last = arenas.get(arenas.size() - 1);
        if (last.size > MOST_IN_ONE) {
            last = new ByteArena(1 << 20);
            arenas.add(last);
        }
        long handle = (long) (arenas.size() - 1) << 32 | last.size;
        last.ensure(4 + length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            last.bytes[last.size++] = (byte) (length >> shift);
        }
        last.append(bytes, start, length);
        return handle;
    }

    boolean equal(long handle, byte[] bytes, int start, int length) {
        int from = (int) handle + 4;
        return length(handle) == length
                && Arrays.equals(bytesOf(handle), from, from + length, bytes, start, start + length);
    }

    /** Copies a text of another one of these to here and returns its handle here. */
    long copy(IdTexts from, long handle) {
        return add(from.bytesOf(handle), (int) handle + 4, from.length(handle));
    }

    void write(long handle, SnapshotWriter to) {
        to.putBytes(bytesOf(handle), (int) handle + 4, length(handle));
    }

    long bytes() {
        return arenas.stream().mapToLong(arena -> arena.bytes.length).sum();
    }

    private byte[] bytesOf(long handle) {
        return arenas.get((int) (handle >>> 32)).bytes;
    }

    private int length(long handle) {
        byte[] bytes = bytesOf(handle);
        int at = (int) handle;
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }
}
