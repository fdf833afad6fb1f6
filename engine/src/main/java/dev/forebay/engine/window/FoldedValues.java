package dev.forebay.engine.window;

/** What lifetime windows keep of rows that left the buffer: extremes, the first value, the last ones. */
final class FoldedValues {
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
        if (count(folded) == 0) {
            put(folded, value, 0, word);
            putTime(folded, 0, time);
            buffer.word(folded.word(), 1);
            return;
        }
        switch (folded.keep()) {
            case MINIMUM -> replaceIf(folded, value, word, -1);
            case MAXIMUM -> replaceIf(folded, value, word, 1);
            case FIRST -> {
                // One that came late may be earlier than what left before it.
                if (time < time(folded, 0)) {
                    release(value, value(folded, 0));
                    put(folded, value, 0, word);
                    putTime(folded, 0, time);
                }
            }
            case LAST -> insert(folded, value, word, time);
        }
    }

    /** Puts a value behind those that are not later; where there are too many then, the first goes. */
    private void insert(Layout.Folded folded, Layout.Value value, long word, long time) {
        int count = count(folded);
        int at = count;
        while (at > 0 && time(folded, at - 1) > time) {
            at--;
        }
        if (count < folded.most()) {
            for (int i = count; i > at; i--) {
                move(folded, i - 1, i);
            }
            buffer.word(folded.word(), count + 1);
        } else if (at == 0) {
            return;
        } else {
            release(value, value(folded, 0));
            at--;
            for (int i = 0; i < at; i++) {
                move(folded, i + 1, i);
            }
        }
        put(folded, value, at, word);
        putTime(folded, at, time);
    }

    private void move(Layout.Folded folded, int from, int to) {
        buffer.word(folded.word() + 1 + to, value(folded, from));
        putTime(folded, to, time(folded, from));
    }

    private void replaceIf(Layout.Folded folded, Layout.Value value, long word, int wanted) {
        if (orders[folded.input().value()].compare(word, value(folded, 0)) * wanted > 0) {
            release(value, value(folded, 0));
            put(folded, value, 0, word);
        }
    }

    private void put(Layout.Folded folded, Layout.Value value, int index, long word) {
        if (value.isText()) {
            texts.holdAgain(word);
        }
        buffer.word(folded.word() + 1 + index, word);
    }

    private void putTime(Layout.Folded folded, int index, long time) {
        if (folded.keep().isByTime()) {
            buffer.word(folded.word() + 1 + folded.most() + index, time);
        }
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
        return buffer.word(folded.word() + 1 + index);
    }

    /** When a value was that was folded, where that matters. */
    long time(Layout.Folded folded, int index) {
        return buffer.word(folded.word() + 1 + folded.most() + index);
    }

    void write(Layout.Window window, ImageWriter to) {
        for (Layout.Folded kept : window.folded()) {
            boolean isText = layout.values.get(kept.input().value()).isText();
            to.putLong(count(kept));
            for (int i = 0; i < count(kept); i++) {
                if (isText) {
                    to.putBytes(texts.get(value(kept, i)));
                } else {
                    to.putLong(value(kept, i));
                }
                if (kept.keep().isByTime()) {
                    to.putLong(time(kept, i));
                }
            }
        }
    }

    void read(Layout.Window window, ImageReader from) {
        for (Layout.Folded kept : window.folded()) {
            boolean isText = layout.values.get(kept.input().value()).isText();
            int count = (int) from.takeLong();
            if (count < 0 || count > kept.most()) {
                throw new IllegalArgumentException("a window keeps " + count + " values");
            }
            buffer.word(kept.word(), count);
            for (int i = 0; i < count; i++) {
                buffer.word(kept.word() + 1 + i, isText ? from.takeText(texts) : from.takeLong());
                if (kept.keep().isByTime()) {
                    putTime(kept, i, from.takeLong());
                }
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
