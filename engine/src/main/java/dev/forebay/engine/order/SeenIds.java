package dev.forebay.engine.order;

import dev.forebay.engine.hash.XxHash64;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;

/**
 * Accepted ids with their times: a hash table with open addressing and linear probing over primitive arrays.
 *
 * <p>An id may be there several times with different times. What has expired stays until the table is full; then it is rebuilt
 * without, at the size that the rest needs. Ids are compared exactly.
 */
final class SeenIds {
    private static final long EMPTY = Long.MIN_VALUE;
    private static final int SMALLEST = 16;

    private final boolean ofTexts;

    /** The time of each slot, or {@link #EMPTY}. */
    private long[] times = filled(SMALLEST);

    /** The number that is the id, or the hash of the text that is. */
    private long[] keys = new long[SMALLEST];

    /** Where a text id begins in {@link #texts}, behind its length of four bytes; empty for numbers. */
    private int[] starts;

    private ByteArena texts = new ByteArena(SMALLEST);
    private int count;

    SeenIds(boolean ofTexts) {
        this.ofTexts = ofTexts;
        this.starts = new int[ofTexts ? SMALLEST : 0];
    }

    /**
     * Whether the id of a row was accepted at a time that is less than {@code within} from {@code time} and after {@code
     * after}.
     */
    boolean contains(Vector ids, int row, long time, long within, long after) {
        long key = key(ids, row);
        for (int slot = home(key); times[slot] != EMPTY; slot = next(slot)) {
            if (keys[slot] == key
                    && times[slot] > after
                    && Math.abs(time - times[slot]) < within
                    && (!ofTexts || sameText((StringVector) ids, row, slot))) {
                return true;
            }
        }
        return false;
    }

    /** Adds the id of a row. Ids of {@code after} or before may be forgotten. */
    void add(Vector ids, int row, long time, long after) {
        if (ofTexts) {
            StringVector column = (StringVector) ids;
            add(key(ids, row), time, column.arena[row].bytes, column.start[row], column.length[row], after);
        } else {
            add(key(ids, row), time, new byte[0], 0, 0, after);
        }
    }

    void write(SnapshotWriter to, long after) {
        to.putInt(live(after));
        for (int slot = 0; slot < times.length; slot++) {
            if (times[slot] > after && times[slot] != EMPTY) {
                to.putLong(times[slot]);
                if (ofTexts) {
                    to.putBytes(texts.bytes, starts[slot] + 4, length(slot));
                } else {
                    to.putLong(keys[slot]);
                }
            }
        }
    }

    void read(SnapshotReader from) {
        resize(SMALLEST);
        texts = new ByteArena(SMALLEST);
        int entries = from.takeCount(12);
        for (int i = 0; i < entries; i++) {
            long time = from.takeLong();
            if (ofTexts) {
                byte[] id = from.takeBytes();
                add(XxHash64.of(id, 0, id.length), time, id, 0, id.length, EMPTY);
            } else {
                add(from.takeLong(), time, new byte[0], 0, 0, EMPTY);
            }
        }
    }

    long bytes() {
        return 16L * times.length + 4L * starts.length + texts.bytes.length;
    }

    private long key(Vector ids, int row) {
        if (!ofTexts) {
            return IdColumn.number(ids, row);
        }
        StringVector column = (StringVector) ids;
        return XxHash64.of(column.arena[row].bytes, column.start[row], column.length[row]);
    }

    private void add(long key, long time, byte[] text, int start, int length, long after) {
        if (count >= times.length / 3 * 2) {
            rebuild(after);
        }
        int slot = home(key);
        while (times[slot] != EMPTY) {
            slot = next(slot);
        }
        times[slot] = time;
        keys[slot] = key;
        count++;
        if (ofTexts) {
            starts[slot] = texts.size;
            texts.ensure(4 + length);
            for (int shift = 24; shift >= 0; shift -= 8) {
                texts.bytes[texts.size++] = (byte) (length >> shift);
            }
            texts.append(text, start, length);
        }
    }

    private void rebuild(long after) {
        long[] oldTimes = times;
        long[] oldKeys = keys;
        int[] oldStarts = starts;
        ByteArena oldTexts = texts;
        int size = SMALLEST;
        for (long live = live(after); size < 3 * live; ) {
            size = Math.multiplyExact(size, 2);
        }
        resize(size);
        texts = new ByteArena(oldTexts.size);
        for (int slot = 0; slot < oldTimes.length; slot++) {
            if (oldTimes[slot] > after && oldTimes[slot] != EMPTY) {
                int start = ofTexts ? oldStarts[slot] : 0;
                int length = ofTexts ? length(oldTexts.bytes, start) : 0;
                add(oldKeys[slot], oldTimes[slot], oldTexts.bytes, start + 4, length, EMPTY);
            }
        }
    }

    private void resize(int size) {
        times = filled(size);
        keys = new long[size];
        starts = new int[ofTexts ? size : 0];
        count = 0;
    }

    private int live(long after) {
        int live = 0;
        for (long time : times) {
            live += time > after && time != EMPTY ? 1 : 0;
        }
        return live;
    }

    private boolean sameText(StringVector column, int row, int slot) {
        int start = starts[slot] + 4;
        return Arrays.equals(
                texts.bytes,
                start,
                start + length(slot),
                column.arena[row].bytes,
                column.start[row],
                column.start[row] + column.length[row]);
    }

    private int length(int slot) {
        return length(texts.bytes, starts[slot]);
    }

    private static int length(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & times.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & times.length - 1;
    }

    private static long[] filled(int size) {
        long[] slots = new long[size];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
