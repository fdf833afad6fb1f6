package dev.forebay.engine.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the id of a key. Keys of at most {@value #INLINE} bytes stand in their record, longer ones apart. A hash table with open
 * addressing; keys are compared exactly.
 */
final class KeyIndex {
    /** The words of a record that are the index's: hash, and two for the key. */
    static final int WORDS = 3;

    /** What a key takes of a table that is between a quarter and half full, on average. */
    static final long BYTES_A_KEY = 24;

    private static final int HASH = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int INLINE = 15;
    private static final int APART = 0xFF;
    private static final int SMALLEST = 64;
    private static final VarHandle WORDS_OF = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final KeyRecords records;
    private final LongTexts apart = new LongTexts();

    /** The upper half of the hash, and one more than the id; 0 for an empty slot. */
    private long[] table = new long[SMALLEST];

    private int count;

    KeyIndex(KeyRecords records) {
        this.records = records;
    }

    /** The first word of a key as it stands in a record; the second is {@link #second}. */
    static long first(byte[] bytes, int start, int length) {
        if (length > INLINE) {
            return (long) APART << 56;
        }
        return ((long) length << 56) | (upTo(bytes, start, Math.min(7, length)) >>> 8);
    }

    /** The second word of a key of at most {@value #INLINE} bytes; nothing of a longer one. */
    static long second(byte[] bytes, int start, int length) {
        return length <= 7 || length > INLINE ? 0 : upTo(bytes, start + 7, length - 7);
    }

    /** The first bytes of a text in the upper bytes of a word, at most 8. */
    private static long upTo(byte[] bytes, int start, int count) {
        if (count == 0) {
            return 0;
        }
        if (start + 8 <= bytes.length) {
            return (long) WORDS_OF.get(bytes, start) & (-1L << (64 - 8 * count));
        }
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[start + i] & 0xFFL) << (56 - 8 * i);
        }
        return word;
    }

    /**
     * The id of a key, or -1.
     *
     * @param first as {@link #first} gives it
     * @param second as {@link #second} gives it
     */
    int find(long hash, long first, long second, byte[] bytes, int start, int length) {
        int mask = table.length - 1;
        boolean isInline = length <= INLINE;
        for (int slot = (int) hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            long entry = table[slot];
            if (entry >>> 32 == hash >>> 32) {
                int id = (int) entry - 1;
                long[] page = records.page(id);
                int at = records.offset(id);
                if (page[at + HASH] == hash
                        && (isInline
                                ? page[at + FIRST] == first && page[at + SECOND] == second
                                : isApart(page, at, bytes, start, length))) {
                    return id;
                }
            }
        }
        return -1;
    }

    /** Reads where a key of a hash would be; for {@link Approach}. */
    long readSlot(long hash) {
        return table[(int) hash & (table.length - 1)];
    }

    /** Reads the record of the key that most likely is the one with a hash; for {@link Approach}. */
    long readRecord(long hash) {
        int mask = table.length - 1;
        for (int slot = (int) hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            long entry = table[slot];
            if (entry >>> 32 == hash >>> 32) {
                return records.read((int) entry - 1);
            }
        }
        return 0;
    }

    private boolean isApart(long[] page, int at, byte[] bytes, int start, int length) {
        if (page[at + FIRST] >>> 56 != APART) {
            return false;
        }
        byte[] key = apart.get((int) page[at + SECOND]);
        return Arrays.equals(key, 0, key.length, bytes, start, start + length);
    }

    /** Adds a key that is not there. */
    int add(long hash, byte[] bytes, int start, int length) {
        if (count * 2 >= table.length) {
            grow();
        }
        int id = records.take();
        long[] page = records.page(id);
        int at = records.offset(id);
        page[at + HASH] = hash;
        page[at + FIRST] = first(bytes, start, length);
        page[at + SECOND] = length <= INLINE ? second(bytes, start, length) : apart.add(bytes, start, length);
        put(hash, id);
        count++;
        return id;
    }

    /** Takes a key out; its id may be used again. */
    void remove(int id) {
        long[] page = records.page(id);
        int at = records.offset(id);
        int mask = table.length - 1;
        int slot = (int) page[at + HASH] & mask;
        while ((int) table[slot] - 1 != id) {
            slot = (slot + 1) & mask;
        }
        if (page[at + FIRST] >>> 56 == APART) {
            apart.remove((int) page[at + SECOND]);
        }
        int hole = slot;
        for (int next = (hole + 1) & mask; table[next] != 0; next = (next + 1) & mask) {
            int other = (int) table[next] - 1;
            int home = (int) records.page(other)[records.offset(other) + HASH] & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = 0;
        count--;
        records.giveBack(id);
    }

    /** The bytes of a key. */
    byte[] key(int id) {
        long[] page = records.page(id);
        int at = records.offset(id);
        if (page[at + FIRST] >>> 56 == APART) {
            return apart.get((int) page[at + SECOND]);
        }
        byte[] words = new byte[16];
        WORDS_OF.set(words, 0, page[at + FIRST]);
        WORDS_OF.set(words, 8, page[at + SECOND]);
        return Arrays.copyOfRange(words, 1, 1 + words[0]);
    }

    /** The hash that a key was added with. */
    long hash(int id) {
        return records.page(id)[records.offset(id) + HASH];
    }

    long bytes() {
        return 8L * table.length + apart.bytes();
    }

    private void put(long hash, int id) {
        int mask = table.length - 1;
        int slot = (int) hash & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = ((hash >>> 32) << 32) | (id + 1);
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                int id = (int) entry - 1;
                put(hash(id), id);
            }
        }
    }
}
