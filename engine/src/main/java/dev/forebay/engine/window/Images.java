package dev.forebay.engine.window;

import dev.forebay.engine.hash.XxHash64;

/**
 * Writes a key with all that is known of it, and makes a key of such an image. Running sums of rows that are in the buffer are not written:
 * they are added up again, exactly.
 */
final class Images {
    private static final long NO_TEXT = 0;
    private static final long TEXT = 1;

    private final Layout layout;
    private final KeyBuffer buffer;
    private final KeyIndex index;
    private final TextPool texts;
    private final Queues queues;
    private final RunningSums sums;
    private final FoldedValues folded;

    Images(KeyBuffer buffer, KeyIndex index, TextPool texts, Queues queues, RunningSums sums, FoldedValues folded) {
        this.layout = buffer.layout;
        this.buffer = buffer;
        this.index = index;
        this.texts = texts;
        this.queues = queues;
        this.sums = sums;
        this.folded = folded;
    }

    /** Writes the open key. */
    void write(ImageWriter to) {
        to.putBytes(index.key(buffer.id));
        to.putLong(buffer.word(Layout.NEWEST));
        to.putLong(buffer.word(Layout.CLOCK));
        for (Layout.Head head : layout.heads) {
            to.putLong(buffer.word(head.word()) - buffer.first());
        }
        to.putLong(buffer.size());
        for (long place = buffer.first(); place < buffer.end(); place++) {
            writeRow(place, to);
        }
        for (Layout.Window window : layout.windows) {
            to.putLong(buffer.word(window.tailWord()) - buffer.first());
            if (window.rule().isLifetime()) {
                sums.write(window, to);
                folded.write(window, to);
            }
        }
    }

    private void writeRow(long place, ImageWriter to) {
        int masks = (layout.masks.size() + 63) / 64;
        for (int word = 0; word <= masks; word++) {
            to.putLong(buffer.get(place, word));
        }
        for (Layout.Value value : layout.values) {
            long word = buffer.get(place, value.word());
            if (!value.isText()) {
                to.putLong(word);
            } else if (word < 0) {
                to.putLong(NO_TEXT);
            } else {
                to.putLong(TEXT);
                to.putBytes(texts.get(word));
            }
        }
    }

    /** The hash of the key that comes next. */
    static long hash(byte[] key) {
        return XxHash64.of(key, 0, key.length);
    }

    /** Reads the rest of an image into the open key, which is new; returns how many rows it has. */
    long read(ImageReader from) {
        buffer.word(Layout.NEWEST, from.takeLong());
        buffer.word(Layout.CLOCK, from.takeLong());
        long[] heads = new long[layout.heads.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = from.takeLong();
        }
        long rows = from.takeLong();
        for (long i = 0; i < rows; i++) {
            if (buffer.isFull()) {
                buffer.resize(buffer.log() + 1);
            }
            long place = buffer.end();
            buffer.append();
            readRow(place, from);
        }
        for (int i = 0; i < heads.length; i++) {
            require(heads[i] >= 0 && heads[i] <= rows);
            buffer.word(layout.heads.get(i).word(), heads[i]);
        }
        for (Layout.Window window : layout.windows) {
            long tail = from.takeLong();
            long head = heads[window.head()];
            require(tail <= rows && (window.rule().isLifetime() || tail >= 0));
            buffer.word(window.tailWord(), tail);
            if (window.rule().isLifetime()) {
                sums.read(window, from);
                folded.read(window, from);
            } else {
                for (long place = tail; place < head; place++) {
                    sums.change(window, place, false);
                }
            }
        }
        queues.rebuild();
        return rows;
    }

    private void readRow(long place, ImageReader from) {
        int masks = (layout.masks.size() + 63) / 64;
        for (int word = 0; word <= masks; word++) {
            buffer.set(place, word, from.takeLong());
        }
        for (Layout.Value value : layout.values) {
            if (!value.isText()) {
                buffer.set(place, value.word(), from.takeLong());
            } else {
                boolean isThere = from.takeLong() == TEXT;
                buffer.set(place, value.word(), isThere ? from.takeText(texts) : -1);
            }
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("the image of a key has windows beyond its rows");
        }
    }
}
