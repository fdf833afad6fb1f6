package dev.forebay.engine.order;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes state as bytes that say what they are: a magic number, a version, the content, a CRC-32C of all before it. Numbers are
 * big-endian.
 */
@SuppressWarnings("ByteBufferBackingArray") // its buffers are allocated here
final class SnapshotWriter {
    static final int MAGIC = 0x46424F53; // FBOS: Forebay's ordering stage
    static final int VERSION = 4;

    private ByteBuffer buffer;

    SnapshotWriter() {
        this(ByteBuffer.allocate(256));
        putInt(MAGIC);
        putInt(VERSION);
    }

    private SnapshotWriter(ByteBuffer empty) {
        buffer = empty;
    }

    /** A writer of a part of a state, which is no state by itself. */
    static SnapshotWriter part() {
        return new SnapshotWriter(ByteBuffer.allocate(256));
    }

    /** What was written to a part. */
    byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    void putInt(int value) {
        room(4).putInt(value);
    }

    void putLong(long value) {
        room(8).putLong(value);
    }

    void putBytes(byte[] bytes, int start, int length) {
        room(4 + length).putInt(length).put(bytes, start, length);
    }

    /** Adds a part. */
    void put(byte[] part) {
        room(part.length).put(part, 0, part.length);
    }

    byte[] done() {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.array(), 0, buffer.position());
        putInt((int) checksum.getValue());
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            long needed = Math.addExact(buffer.position(), more);
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, buffer.capacity() * 2L));
            ByteBuffer larger = ByteBuffer.allocate(capacity);
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }
}
