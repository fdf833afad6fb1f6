package dev.forebay.engine.order;

import dev.forebay.engine.hash.XxHash64;
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

    /** The handle of each text id; empty for numbers. */
    private long[] handles;

    private IdTexts texts = new IdTexts();
    private int count;

    SeenIds(boolean ofTexts) {
        this.ofTexts = ofTexts;
        this.handles = new long[ofTexts ? SMALLEST : 0];
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
        if (count >= times.length / 3 * 2) {
            rebuild(after);
        }
        int slot = put(key(ids, row), time);
        if (ofTexts) {
            StringVector column = (StringVector) ids;
            handles[slot] = texts.add(column.arena[row].bytes, column.start[row], column.length[row]);
        }
    }

    void write(SnapshotWriter to, long after) {
        if (after == Long.MAX_VALUE) {
            to.putInt(0);
            return;
        }
        to.putInt(live(after));
        for (int slot = 0; slot < times.length; slot++) {
            if (times[slot] > after && times[slot] != EMPTY) {
                to.putLong(times[slot]);
                if (ofTexts) {
                    texts.write(handles[slot], to);
                } else {
                    to.putLong(keys[slot]);
                }
            }
        }
    }

    /** Takes over what {@link #write} wrote, and returns how many ids that are. */
    int read(SnapshotReader from) {
        int entries = from.takeCount(12);
        resize(sizeFor(entries));
        texts = new IdTexts();
        for (int i = 0; i < entries; i++) {
            long time = from.takeLong();
            if (ofTexts) {
                byte[] id = from.takeBytes();
                handles[put(XxHash64.of(id, 0, id.length), time)] = texts.add(id, 0, id.length);
            } else {
                put(from.takeLong(), time);
            }
        }
        return entries;
    }

    long bytes() {
        return 16L * times.length + 8L * handles.length + texts.bytes();
    }

    private long key(Vector ids, int row) {
        if (!ofTexts) {
            return IdColumn.number(ids, row);
        }
        StringVector column = (StringVector) ids;
        return XxHash64.of(column.arena[row].bytes, column.start[row], column.length[row]);
    }

    /** Takes the first free slot for a key. */
    private int put(long key, long time) {
        int slot = home(key);
        while (times[slot] != EMPTY) {
            slot = next(slot);
        }
        times[slot] = time;
        keys[slot] = key;
        count++;
        return slot;
    }

    private void rebuild(long after) {
        long[] oldTimes = times;
        long[] oldKeys = keys;
        long[] oldHandles = handles;
        IdTexts oldTexts = texts;
        resize(sizeFor(live(after)));
        texts = new IdTexts();
        for (int old = 0; old < oldTimes.length; old++) {
            if (oldTimes[old] > after && oldTimes[old] != EMPTY) {
                int slot = put(oldKeys[old], oldTimes[old]);
                if (ofTexts) {
                    handles[slot] = texts.copy(oldTexts, oldHandles[old]);
                }
            }
        }
    }

    /** A third is in use after a rebuild, two thirds before the next: each entry pays for itself. */
    private static int sizeFor(int entries) {
        int size = SMALLEST;
        while (size < 3L * entries) {
            size = Math.multiplyExact(size, 2);
        }
        return size;
    }

    private void resize(int size) {
        times = filled(size);
        keys = new long[size];
        handles = new long[ofTexts ? size : 0];
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
        return texts.equal(handles[slot], column.arena[row].bytes, column.start[row], column.length[row]);
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
