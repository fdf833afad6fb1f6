package dev.forebay.types.batch;

import java.util.Arrays;

/** A growing run of bytes that many slices share. Offsets stay good when it grows; the array may change. One thread at a time. */
public final class ByteArena {
    /** The bytes; those up to {@link #size} are in use. Read the field anew after anything that may append. */
    public byte[] bytes;

    /** How many bytes are in use. */
    public int size;

    public ByteArena(int initialCapacity) {
        this.bytes = new byte[Math.max(16, initialCapacity)];
    }

    /** Makes room for {@code more} bytes beyond {@link #size}. */
    public void ensure(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }

    /** Copies bytes to the end and returns the offset where they now start. */
    public int append(byte[] from, int start, int length) {
        ensure(length);
        int at = size;
        System.arraycopy(from, start, bytes, at, length);
        size += length;
        return at;
    }

    /** Forgets what it holds and keeps the memory. */
    public void clear() {
        size = 0;
    }
}
