package dev.forebay.engine.window;

/**
 * What lifetime windows keep of rows that left the buffer: extremes, the first value, the last ones. A row may leave after others that
 * happened later than it, so each value is kept with its time.
 */
final class FoldedValues {
    private static final int ENTRY = 2;

    private final KeyBuffer buffer;
    private final Layout layout;
    private final TextPool texts;
    private final Ordered[] orders;

    FoldedValues(KeyBuffer buffer, TextPool texts, Ordered[] orders) {
        this.buffer = buffer;
        this.layout = buffer.layout;
        this.texts = texts;
        this.orders = orders;
    }

    /** A row leaves the buffer for good. */
    void fold(Layout.Window window, long place) {
        for (Layout.Folded folded : window.folded()) {
            if (buffer.contributes(place, folded.input().mask())) {
                Layout.Value value = layout.values.get(folded.input().value());
                fold(folded, value, buffer.get(place, value.word()), buffer.time(place));
            }
        }
    }

    private void fold(Layout.Folded folded, Layout.Value value, long word, long time) {
        int count = count(folded);
        if (count == 0) {
            put(folded, value, 0, word, time);
            buffer.word(folded.word(), 1);
            return;
        }
        boolean replaces = switch (folded.keep()) {
            case FIRST -> time < time(folded, 0);
            case MINIMUM -> orders[folded.input().value()].compare(word, value(folded, 0)) < 0;
            case MAXIMUM -> orders[folded.input().value()].compare(word, value(folded, 0)) > 0;
            case LAST -> false;
        };
        if (replaces) {
            release(value, value(folded, 0));
            put(folded, value, 0, word, time);
        } else if (folded.keep() == Layout.Keep.LAST) {
            insert(folded, value, word, time);
        }
    }

    /** Puts a value among the last ones, behind those of its time; the earliest goes where there are too many. */
    private void insert(Layout.Folded folded, Layout.Value value, long word, long time) {
        int count = count(folded);
        int at = count;
        while (at > 0 && time(folded, at - 1) > time) {
            at--;
        }
        boolean isFull = count == folded.most();
        if (isFull && at == 0) {
            return;
        }
        if (isFull) {
            release(value, value(folded, 0));
            at--;
            for (int i = 0; i < at; i++) {
                move(folded, i + 1, i);
            }
        } else {
            for (int i = count; i > at; i--) {
                move(folded, i - 1, i);
            }
            buffer.word(folded.word(), count + 1);
        }
        put(folded, value, at, word, time);
    }

    private void move(Layout.Folded folded, int from, int to) {
        int word = folded.word() + 1;
        buffer.word(word + to * ENTRY, buffer.word(word + from * ENTRY));
        buffer.word(word + to * ENTRY + 1, buffer.word(word + from * ENTRY + 1));
    }

    private void put(Layout.Folded folded, Layout.Value value, int index, long word, long time) {
        if (value.isText()) {
            texts.holdAgain(word);
        }
        set(folded, index, word, time);
    }

    private void set(Layout.Folded folded, int index, long word, long time) {
        buffer.word(folded.word() + 1 + index * ENTRY, word);
        buffer.word(folded.word() + 1 + index * ENTRY + 1, time);
    }

    private void release(Layout.Value value, long word) {
        if (value.isText()) {
            texts.release(word);
        }
    }

    int count(Layout.Folded folded) {
        return (int) buffer.word(folded.word());
    }

    /** A value that was folded, by its place among those kept. */
    long value(Layout.Folded folded, int index) {
        return buffer.word(folded.word() + 1 + index * ENTRY);
    }

    /** When the event of such a value happened. */
    long time(Layout.Folded folded, int index) {
        return buffer.word(folded.word() + 1 + index * ENTRY + 1);
    }

    void write(Layout.Window window, ImageWriter to) {
        for (Layout.Folded kept : window.folded()) {
            boolean isText = layout.values.get(kept.input().value()).isText();
            to.putLong(count(kept));
            for (int i = 0; i < count(kept); i++) {
                to.putLong(time(kept, i));
                if (isText) {
                    to.putBytes(texts.get(value(kept, i)));
                } else {
                    to.putLong(value(kept, i));
                }
            }
        }
    }

    void read(Layout.Window window, ImageReader from) {
        for (Layout.Folded kept : window.folded()) {
            boolean isText = layout.values.get(kept.input().value()).isText();
            long count = from.takeLong();
            if (count < 0 || count > kept.most()) {
                throw new IllegalArgumentException("a window keeps " + count + " values");
            }
            buffer.word(kept.word(), count);
            for (int i = 0; i < count; i++) {
                long time = from.takeLong();
                set(kept, i, isText ? from.takeText(texts) : from.takeLong(), time);
            }
        }
    }

    void clear(Layout.Window window) {
        for (Layout.Folded folded : window.folded()) {
            Layout.Value value = layout.values.get(folded.input().value());
            for (int i = 0; i < count(folded); i++) {
                release(value, value(folded, i));
            }
            buffer.word(folded.word(), 0);
        }
    }
}
