package dev.forebay.formats.json;

import dev.forebay.types.text.DoubleWriter;

/**
 * Writes the numbers of one column, and remembers the text of some that were written before: many columns have few distinct numbers (flags,
 * hours, counts), and copying a text is faster than finding the shortest one again. A column whose numbers hardly ever come again is written
 * without, and looked at anew now and then. <b>Threads</b>: one at a time.
 */
final class RecentNumbers {
    private static final int SIZE_LOG = 6;
    private static final int SIZE = 1 << SIZE_LOG;
    /** As long as the longest text, in words of eight bytes. */
    private static final int WORDS = 3;

    private static final int LONGEST = 8 * WORDS;
    /** Makes near numbers differ in the upper bits: 2^64 over the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int TRIED = 1_024;
    private static final int PAUSE = 64 * TRIED;

    private final long[] known = new long[SIZE];
    private final byte[] lengths = new byte[SIZE];
    private final byte[] texts = new byte[SIZE * LONGEST];
    private int tried;
    private int found;
    private int paused;

    /**
     * Writes a number that is finite, as {@link DoubleWriter} does.
     *
     * @param out has {@link DoubleWriter#ROOM} bytes of room from {@code at}
     * @return where the text ends
     */
    int write(byte[] out, int at, double value) {
        if (paused > 0) {
            paused--;
            return DoubleWriter.write(out, at, value);
        }
        if (++tried == TRIED) {
            paused = found * 2 < tried ? PAUSE : 0;
            tried = 0;
            found = 0;
        }
        long bits = Double.doubleToRawLongBits(value);
        int slot = (int) ((bits * SPREAD) >>> (64 - SIZE_LOG));
        int text = slot * LONGEST;
        if (known[slot] == bits && lengths[slot] > 0) {
            found++;
            copy(texts, text, out, at);
            return at + lengths[slot];
        }
        int end = DoubleWriter.write(out, at, value);
        known[slot] = bits;
        lengths[slot] = (byte) (end - at);
        copy(out, at, texts, text);
        return end;
    }

    /** Copies as much as the longest text has, whatever stands behind the end of a shorter one. */
    private static void copy(byte[] from, int start, byte[] to, int at) {
        for (int i = 0; i < LONGEST; i += 8) {
            JsonScanner.LONGS.set(to, at + i, (long) JsonScanner.LONGS.get(from, start + i));
        }
    }
}
