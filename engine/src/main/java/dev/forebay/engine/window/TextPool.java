package dev.forebay.engine.window;

import dev.forebay.engine.hash.XxHash64;
import dev.forebay.types.batch.StringVector;
import java.util.Arrays;

/** The texts that buffers hold, each once, with how many hold it. Equal texts have equal handles. */
final class TextPool {
    private static final int NONE = -1;

    private final LongTexts texts = new LongTexts();
    private int[] table = filled(16);
    private long[] hashes = new long[16];
    private int[] uses = new int[16];
    private int count;

    /** The handle of a row's text, held once more. */
    long hold(StringVector column, int row) {
        return hold(column.arena[row].bytes, column.start[row], column.length[row]);
    }

    long hold(byte[] bytes, int start, int length) {
        long hash = XxHash64.of(bytes, start, length);
        int slot = home(hash);
        while (table[slot] != NONE) {
            int handle = table[slot];
            if (hashes[handle] == hash && equal(texts.get(handle), bytes, start, length)) {
                uses[handle]++;
                return handle;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int handle = texts.add(bytes, start, length);
        if (handle >= hashes.length) {
            hashes = Arrays.copyOf(hashes, handle * 2);
            uses = Arrays.copyOf(uses, handle * 2);
        }
        hashes[handle] = hash;
        uses[handle] = 1;
        table[slot] = handle;
        if (++count * 2 > table.length) {
            grow();
        }
        return handle;
    }

    /** The handle is held once more. */
    void holdAgain(long handle) {
        uses[(int) handle]++;
    }

    /** The handle is held once less; nobody's text is forgotten. */
    void release(long handle) {
        if (--uses[(int) handle] == 0) {
            remove((int) handle);
        }
    }

    byte[] get(long handle) {
        return texts.get((int) handle);
    }

    int compare(long left, long right) {
        return left == right ? 0 : Arrays.compareUnsigned(get(left), get(right));
    }

    long bytes() {
        return texts.bytes() + 4L * table.length + 12L * hashes.length;
    }

    private static boolean equal(byte[] text, byte[] bytes, int start, int length) {
        return Arrays.equals(text, 0, text.length, bytes, start, start + length);
    }

    private void remove(int handle) {
        int mask = table.length - 1;
        int slot = home(hashes[handle]);
        while (table[slot] != handle) {
            slot = (slot + 1) & mask;
        }
        texts.remove(handle);
        count--;
        // Those behind move up, so that none is cut off from its home.
        int hole = slot;
        for (int next = (hole + 1) & mask; table[next] != NONE; next = (next + 1) & mask) {
            int distance = (next - home(hashes[table[next]])) & mask;
            if (distance >= ((next - hole) & mask)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = NONE;
    }

    private void grow() {
        int[] old = table;
        table = filled(old.length * 2);
        for (int handle : old) {
            if (handle != NONE) {
                int slot = home(hashes[handle]);
                while (table[slot] != NONE) {
                    slot = (slot + 1) & (table.length - 1);
                }
                table[slot] = handle;
            }
        }
    }

    private int home(long hash) {
        return (int) (hash ^ (hash >>> 32)) & (table.length - 1);
    }

    private static int[] filled(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, NONE);
        return slots;
    }
}
