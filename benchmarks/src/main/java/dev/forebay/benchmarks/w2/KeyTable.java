package dev.forebay.benchmarks.w2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Keys to numbers from 0 on: open addressing over a hash of the bytes, and the bytes of all keys in one array. */
final class KeyTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    /** In each place a key's number + 1 in the lower half and the upper half of its hash; 0 where there is none. */
    private long[] places = new long[1 << 10];

    private byte[] keys = new byte[1 << 12];
    private int[] ends = new int[1 << 9];
    private int count;

    int size() {
        return count;
    }

    /** The number of the key in {@code bytes[from, to)}, a new one for a new key. */
    int number(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        long upper = hash & 0xFFFFFFFF00000000L;
        int mask = places.length - 1;
        for (int place = (int) hash & mask; ; place = (place + 1) & mask) {
            long found = places[place];
            if (found == 0) {
                return add(bytes, from, to, hash, place);
            }
            int number = (int) found - 1;
            if ((found & 0xFFFFFFFF00000000L) == upper && is(number, bytes, from, to)) {
                return number;
            }
        }
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * FACTOR;
            hash ^= hash >>> 29;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << 8) | (bytes[at] & 0xFF);
        }
        hash = (hash ^ rest) * FACTOR;
        return hash ^ (hash >>> 32);
    }

    private boolean is(int number, byte[] bytes, int from, int to) {
        int start = number == 0 ? 0 : ends[number - 1];
        return Arrays.equals(keys, start, ends[number], bytes, from, to);
    }

    private int add(byte[] bytes, int from, int to, long hash, int place) {
        int start = count == 0 ? 0 : ends[count - 1];
        if (start + to - from > keys.length) {
            keys = Arrays.copyOf(keys, 2 * keys.length + to - from);
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(bytes, from, keys, start, to - from);
        ends[count] = start + to - from;
        count++;
        places[place] = (hash & 0xFFFFFFFF00000000L) | count;
        if (2 * count > places.length) {
            rehash();
        }
        return count - 1;
    }

    private void rehash() {
        places = new long[2 * places.length];
        int mask = places.length - 1;
        for (int number = 0; number < count; number++) {
            long hash = hash(keys, number == 0 ? 0 : ends[number - 1], ends[number]);
            int place = (int) hash & mask;
            while (places[place] != 0) {
                place = (place + 1) & mask;
            }
            places[place] = (hash & 0xFFFFFFFF00000000L) | (number + 1);
        }
    }
}
