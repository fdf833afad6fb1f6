package dev.forebay.engine.function;

import java.util.function.IntPredicate;

/** Code points in well-formed UTF-8. */
final class CodePoints {
    private CodePoints() {}

    /** Whether a byte begins a code point. */
    static boolean isFirst(byte b) {
        return (b & 0xC0) != 0x80;
    }

    /** How many code points there are from {@code start} to {@code end}. */
    static int count(byte[] bytes, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += isFirst(bytes[i]) ? 1 : 0;
        }
        return count;
    }

    /** How many code points from {@code start} to {@code end} are of a kind. */
    static int count(byte[] bytes, int start, int end, IntPredicate kind) {
        int count = 0;
        for (int at = start; at < end; at += length(bytes[at])) {
            count += kind.test(at(bytes, at)) ? 1 : 0;
        }
        return count;
    }

    static boolean areAscii(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The offset {@code points} code points after {@code start}, or {@code end} where there are not that many. */
    static int skip(byte[] bytes, int start, int end, long points) {
        int at = start;
        for (long left = points; left > 0 && at < end; left--) {
            at += length(bytes[at]);
        }
        return at;
    }

    /** The offset {@code points} code points before {@code end}, or {@code start} where there are not that many. */
    static int skipBack(byte[] bytes, int start, int end, long points) {
        int at = end;
        for (long left = points; left > 0 && at > start; left--) {
            at = before(bytes, at);
        }
        return at;
    }

    /** Where the code point begins that ends at {@code end}. */
    static int before(byte[] bytes, int end) {
        int at = end - 1;
        while (!isFirst(bytes[at])) {
            at--;
        }
        return at;
    }

    /** How many bytes the code point has that begins with {@code first}. */
    static int length(byte first) {
        if (first >= 0) {
            return 1;
        }
        return first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
    }

    /** The code point that begins at {@code at}. */
    static int at(byte[] bytes, int at) {
        return switch (length(bytes[at])) {
            case 1 -> bytes[at];
            case 2 -> (bytes[at] & 0x1F) << 6 | rest(bytes[at + 1]);
            case 3 -> (bytes[at] & 0x0F) << 12 | rest(bytes[at + 1]) << 6 | rest(bytes[at + 2]);
            default ->
                (bytes[at] & 0x07) << 18 | rest(bytes[at + 1]) << 12 | rest(bytes[at + 2]) << 6 | rest(bytes[at + 3]);
        };
    }

    /** The offset of the first occurrence of one run of bytes in another, or -1. */
    static int indexOf(byte[] bytes, int start, int end, byte[] part, int partStart, int partLength) {
        int last = end - partLength;
        for (int at = start; at <= last; at++) {
            int i = 0;
            while (i < partLength && bytes[at + i] == part[partStart + i]) {
                i++;
            }
            if (i == partLength) {
                return at;
            }
        }
        return -1;
    }

    private static int rest(byte b) {
        return b & 0x3F;
    }
}
