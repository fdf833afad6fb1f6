package dev.forebay.formats.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key that an object is known to have: its bytes, what is to be read there, and which key is expected after it. */
final class KeySlot {
    /** {@code "name":}, padded with zeros to whole words. */
    private final long[] words;

    private final int lastWord;
    private final long lastMask;
    private final byte[] name;

    /** Whether JSON can have this key without escapes; only such a slot may be asked {@link #matches}. */
    final boolean bare;

    /** How many bytes {@link #matches} matches: the name, its quotes, the colon. */
    final int matchedBytes;

    /** The first field that is read at this key; null where none is. */
    @Nullable
    FieldTarget target;

    /** What is read inside of the object at this key; null where nothing is. */
    @Nullable
    ObjectNode child;

    /** Whether nothing is read here. */
    boolean ignored = true;

    /** The key that came after this one last time. */
    @Nullable
    KeySlot next;

    KeySlot(byte[] name) {
        this.name = name;
        this.bare = isBare(name);
        this.matchedBytes = name.length + 3;
        this.lastWord = (matchedBytes - 1) >> 3;
        byte[] padded = new byte[(lastWord + 1) * 8];
        padded[0] = '"';
        System.arraycopy(name, 0, padded, 1, name.length);
        padded[name.length + 1] = '"';
        padded[name.length + 2] = ':';
        this.words = new long[lastWord + 1];
        for (int i = 0; i <= lastWord; i++) {
            words[i] = (long) JsonScanner.LONGS.get(padded, i * 8);
        }
        this.lastMask = -1L >>> (64 - 8 * (matchedBytes - lastWord * 8));
    }

    private static boolean isBare(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                return false;
            }
        }
        return true;
    }

    /** A slot that is no key's and is never expected. */
    static KeySlot none() {
        return new KeySlot(new byte[] {0});
    }

    /** Whether the bytes at {@code at} are this key, in quotes, and a colon. */
    boolean matches(byte[] b, int at) {
        long[] expected = words;
        int p = at;
        for (int i = 0; i < lastWord; i++, p += 8) {
            if ((long) JsonScanner.LONGS.get(b, p) != expected[i]) {
                return false;
            }
        }
        return (((long) JsonScanner.LONGS.get(b, p) ^ expected[lastWord]) & lastMask) == 0;
    }

    boolean isNamed(byte[] b, int from, int length) {
        return Arrays.equals(name, 0, name.length, b, from, from + length);
    }

    int hash() {
        return hash(name, 0, name.length);
    }

    static int hash(byte[] b, int from, int length) {
        int h = length;
        for (int i = from; i < from + length; i++) {
            h = h * 31 + b[i];
        }
        return (h * 0x9E3779B1) >>> 16;
    }
}
