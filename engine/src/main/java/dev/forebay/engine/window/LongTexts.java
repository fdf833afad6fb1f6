package dev.forebay.engine.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Byte strings by handle. */
final class LongTexts {
    private byte[] @Nullable [] texts = new byte[16][];
    private final LongList free = new LongList();
    private int end;
    private long bytes;

    int add(byte[] from, int start, int length) {
        int handle = free.isEmpty() ? end++ : (int) free.removeLast();
        if (handle == texts.length) {
            texts = Arrays.copyOf(texts, end * 2);
        }
        texts[handle] = Arrays.copyOfRange(from, start, start + length);
        bytes += 24 + length;
        return handle;
    }

    byte[] get(int handle) {
        byte[] text = texts[handle];
        if (text == null) {
            throw new IllegalStateException("text " + handle + " is gone");
        }
        return text;
    }

    void remove(int handle) {
        bytes -= 24 + get(handle).length;
        texts[handle] = null;
        free.add(handle);
    }

    long bytes() {
        return bytes + 8L * texts.length + free.bytes();
    }
}
