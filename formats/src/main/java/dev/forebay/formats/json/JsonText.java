package dev.forebay.formats.json;

import dev.forebay.types.batch.ByteArena;

/** Takes the escapes out of JSON strings whose syntax has been checked. */
final class JsonText {
    private JsonText() {}

    /**
     * Appends the text that {@code length} raw bytes of {@code from} stand for to the end of {@code arena}.
     *
     * @param from the bytes, which may be those of {@code arena} itself
     * @return how many bytes were appended; -1, and nothing appended, where an escaped surrogate stands without its pair
     */
    static int unescape(byte[] from, int start, int length, ByteArena arena) {
        // No escape is shorter than the character it stands for.
        arena.ensure(length);
        byte[] out = arena.bytes;
        int to = arena.size;
        int end = start + length;
        for (int at = start; at < end; ) {
            byte b = from[at++];
            if (b != '\\') {
                out[to++] = b;
                continue;
            }
            byte escape = from[at++];
            if (escape != 'u') {
                out[to++] = single(escape);
                continue;
            }
            int unit = unit(from, at);
            at += 4;
            if (!Character.isSurrogate((char) unit)) {
                to = encode(out, to, unit);
                continue;
            }
            boolean paired = Character.isHighSurrogate((char) unit)
                    && at + 6 <= end
                    && from[at] == '\\'
                    && from[at + 1] == 'u'
                    && Character.isLowSurrogate((char) unit(from, at + 2));
            if (!paired) {
                return -1;
            }
            to = encode(out, to, Character.toCodePoint((char) unit, (char) unit(from, at + 2)));
            at += 6;
        }
        int appended = to - arena.size;
        arena.size = to;
        return appended;
    }

    private static byte single(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    private static int unit(byte[] b, int at) {
        return JsonScanner.hex(b[at]) << 12
                | JsonScanner.hex(b[at + 1]) << 8
                | JsonScanner.hex(b[at + 2]) << 4
                | JsonScanner.hex(b[at + 3]);
    }

    private static int encode(byte[] out, int at, int codePoint) {
        if (codePoint < 0x80) {
            out[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            out[at] = (byte) (0xc0 | codePoint >> 6);
            out[at + 1] = (byte) (0x80 | (codePoint & 0x3f));
            return at + 2;
        }
        if (codePoint < 0x10000) {
            out[at] = (byte) (0xe0 | codePoint >> 12);
            out[at + 1] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
            out[at + 2] = (byte) (0x80 | (codePoint & 0x3f));
            return at + 3;
        }
        out[at] = (byte) (0xf0 | codePoint >> 18);
        out[at + 1] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
        out[at + 2] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
        out[at + 3] = (byte) (0x80 | (codePoint & 0x3f));
        return at + 4;
    }
}
