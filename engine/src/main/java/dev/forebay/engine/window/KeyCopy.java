package dev.forebay.engine.window;

import dev.forebay.types.batch.ByteArena;
import org.jspecify.annotations.Nullable;

/**
 * All that a shard knows of one key, to be put into another shard of the same layout. Words are copied as they stand, which costs little however
 * many events there are; where some of them refer to other memory (texts, counts of values, sums too wide for words) it is the key's image
 * instead, which is read anew. Used again and again. One thread at a time.
 */
final class KeyCopy {
    /** What is kept for the next use: there are many of these. */
    private static final int KEPT_BYTES = 1 << 13;

    private final ByteArena image = new ByteArena(64);
    private long[] record = {};
    private long[] rows = {};
    private int size;
    private long base;
    private long @Nullable [][] queues;

    /** Knows nothing. */
    void clear() {
        image.clear();
        if (image.bytes.length > KEPT_BYTES) {
            image.bytes = new byte[64];
        }
        if (rows.length > KEPT_BYTES / Long.BYTES) {
            rows = new long[0];
        }
        queues = null;
    }

    /** Takes the words of the open key. */
    void takeWords(KeyBuffer buffer, Queues from) {
        int words = buffer.layout.recordWords;
        if (record.length != words) {
            record = new long[words];
        }
        System.arraycopy(buffer.record, buffer.at, record, 0, words);
        size = buffer.size();
        base = buffer.first();
        int needed = size * buffer.layout.rowWords;
        if (rows.length < needed) {
            rows = new long[Math.max(needed, 2 * rows.length)];
        }
        buffer.copyRows(rows);
        queues = from.copy();
    }

    /** Takes the image of the open key. */
    void takeImage(Images images) {
        images.write(new ImageWriter(image));
    }

    boolean isWords() {
        return queues != null;
    }

    boolean isImage() {
        return image.size > 0;
    }

    ImageReader image() {
        return new ImageReader(image.bytes, 0, image.size);
    }

    /** Gives the words to the open key, which is new. */
    void giveWords(KeyBuffer buffer, Queues to) {
        long[][] entries = queues;
        if (entries == null) {
            throw new IllegalStateException("there are no words");
        }
        buffer.restore(record, rows, size, base);
        to.restore(entries);
    }
}
