package dev.forebay.types.text;

/** Well-formed UTF-8 as the Unicode standard's table 3-7 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
    private Utf8() {}

    /** The index of the first byte, from {@code from} to before {@code to}, that begins no well-formed character; -1 where all are. */
    public static int firstIllFormed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (to - at >= 8 && ((long) Digits.LONGS.get(bytes, at) & 0x8080808080808080L) == 0) {
                at += 8;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int length = lengthAt(bytes, at, to);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    /** How many bytes the character of two or more bytes at {@code at} has; 0 where there is no well-formed one before {@code to}. */
    public static int lengthAt(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        if (lead < 0xc2 || lead > 0xf4 || at + 1 >= to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        if (lead < 0xe0) {
            return isContinuation(second) ? 2 : 0;
        }
        if (lead < 0xf0) {
            boolean ok = second >= (lead == 0xe0 ? 0xa0 : 0x80) && second <= (lead == 0xed ? 0x9f : 0xbf);
            return ok && at + 2 < to && isContinuation(bytes[at + 2]) ? 3 : 0;
        }
        boolean ok = second >= (lead == 0xf0 ? 0x90 : 0x80) && second <= (lead == 0xf4 ? 0x8f : 0xbf);
        return ok && at + 3 < to && isContinuation(bytes[at + 2]) && isContinuation(bytes[at + 3]) ? 4 : 0;
    }

    private static boolean isContinuation(int b) {
        return (b & 0xc0) == 0x80;
    }
}
