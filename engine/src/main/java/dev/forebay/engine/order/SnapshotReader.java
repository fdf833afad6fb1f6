package dev.forebay.engine.order;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads what {@link SnapshotWriter} wrote, and refuses what it did not. */
final class SnapshotReader {
    private final ByteBuffer buffer;
    private final int version;

    SnapshotReader(byte[] snapshot) {
        if (snapshot.length < 12) {
            throw damaged("it has only " + snapshot.length + " bytes");
        }
        int content = snapshot.length - 4;
        CRC32C checksum = new CRC32C();
        checksum.update(snapshot, 0, content);
        if ((int) checksum.getValue() != ByteBuffer.wrap(snapshot).getInt(content)) {
            throw damaged("its checksum is another");
        }
        buffer = ByteBuffer.wrap(snapshot, 0, content);
        if (takeInt() != SnapshotWriter.MAGIC) {
            throw damaged("it is no state of an ordering stage");
        }
        version = takeInt();
        if (version < 1 || version > SnapshotWriter.VERSION) {
            throw new IllegalArgumentException(
                    "state of version " + version + "; this engine reads versions 1 to " + SnapshotWriter.VERSION);
        }
    }

    int version() {
        return version;
    }

    int takeInt() {
        return need(4).getInt();
    }

    long takeLong() {
        return need(8).getLong();
    }

    /** A number of things that take at least {@code bytes} bytes each. */
    int takeCount(int bytes) {
        int count = takeInt();
        if (count < 0 || (long) count * bytes > buffer.remaining()) {
            throw damaged("it claims " + count + " entries");
        }
        return count;
    }

    byte[] takeBytes() {
        byte[] bytes = new byte[takeCount(1)];
        buffer.get(bytes);
        return bytes;
    }

    void requireEnd() {
        if (buffer.hasRemaining()) {
            throw damaged("it has " + buffer.remaining() + " bytes too many");
        }
    }

    static IllegalArgumentException damaged(String how) {
        return new IllegalArgumentException("damaged state: " + how);
    }

    private ByteBuffer need(int bytes) {
        if (buffer.remaining() < bytes) {
            throw damaged("it ends early");
        }
        return buffer;
    }
}
