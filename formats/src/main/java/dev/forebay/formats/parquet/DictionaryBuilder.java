package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;
import java.util.Arrays;

/** Gives each distinct value of a column an index, in the order of their first appearance. One thread at a time. */
final class DictionaryBuilder {
    private static final int MOST_VALUES = 1 << 16;
    private static final int MOST_BYTES = 1 << 20;

    private final PhysicalType type;
    private final ByteArena texts = new ByteArena(1 << 8);
    private long[] numbers = new long[1 << 6];
    private int[] starts = new int[1 << 6];
    /** Open addressing: an index plus 1, or 0. */
    private int[] slots = new int[1 << 8];

    private int size;

    DictionaryBuilder(PhysicalType type) {
        this.type = type;
    }

    int size() {
        return size;
    }

    /** Whether it is time to do without. */
    boolean isFull() {
        return size >= MOST_VALUES || texts.size >= MOST_BYTES;
    }

    int index(long bits) {
        int mask = slots.length - 1;
        int slot = mixed(bits) & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (numbers[index] == bits) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size] = bits;
        return add(slot);
    }

    int index(byte[] bytes, int from, int length) {
        int mask = slots.length - 1;
        int hash = hash(bytes, from, length);
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            int start = starts[index];
            if ((int) numbers[index] == hash
                    && Arrays.equals(texts.bytes, start, end(index), bytes, from, from + length)) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
        }
        numbers[size] = hash;
        starts[size] = texts.append(bytes, from, length);
        return add(slot);
    }

    private int end(int index) {
        return index + 1 == size ? texts.size : starts[index + 1];
    }

    private int add(int slot) {
        slots[slot] = ++size;
        int added = size - 1;
        if (size * 2 > slots.length) {
            grow();
        }
        return added;
    }

    private void grow() {
        int[] wider = new int[slots.length * 4];
        int mask = wider.length - 1;
        for (int index = 0; index < size; index++) {
            int hash = type == PhysicalType.BYTE_ARRAY ? (int) numbers[index] : mixed(numbers[index]);
            int slot = hash & mask;
            while (wider[slot] != 0) {
                slot = slot + 1 & mask;
            }
            wider[slot] = index + 1;
        }
        slots = wider;
    }

    private static int mixed(long bits) {
        long h = bits * 0x9e3779b97f4a7c15L;
        return (int) (h ^ h >>> 32);
    }

    private static int hash(byte[] bytes, int from, int length) {
        long h = length;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            h = (h ^ Binary.longAt(bytes, at)) * 0x9e3779b97f4a7c15L;
            h ^= h >>> 29;
        }
        for (; at < end; at++) {
            h = (h ^ bytes[at]) * 0x9e3779b97f4a7c15L;
            h ^= h >>> 29;
        }
        return mixed(h);
    }

    /** Appends all values as a page has them. */
    void write(ByteArena out) {
        for (int i = 0; i < size; i++) {
            out.ensure(Long.BYTES);
            if (type == PhysicalType.BYTE_ARRAY) {
                int length = end(i) - starts[i];
                Binary.INTS.set(out.bytes, out.size, length);
                out.size += Integer.BYTES;
                out.append(texts.bytes, starts[i], length);
            } else if (type == PhysicalType.INT32) {
                Binary.INTS.set(out.bytes, out.size, (int) numbers[i]);
                out.size += Integer.BYTES;
            } else {
                Binary.LONGS.set(out.bytes, out.size, numbers[i]);
                out.size += Long.BYTES;
            }
        }
    }
}
