package dev.forebay.engine.order;

import dev.forebay.types.batch.EventBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for their turn, as they were received: a heap by (rank, partition, offset) over primitive arrays, and their bytes in
 * {@link HeldBytes}. <b>Cost</b>: the logarithm of the number of events, each in and each out, and a copy of its bytes. One thread at a time.
 */
final class HeldEvents {
    private static final int SMALLEST = 64;
    /** Of all arrays below, for one slot. */
    private static final int SLOT_BYTES = 4 * 8 + 7 * 4 + 8;

    private long[] rank = new long[SMALLEST];
    private long[] watermark = new long[SMALLEST];
    private long[] offset = new long[SMALLEST];
    private long[] recordTime = new long[SMALLEST];
    private int[] partition = new int[SMALLEST];
    private int[] piece = new int[SMALLEST];
    private int[] start = new int[SMALLEST];
    private int[] keyLength = new int[SMALLEST];
    private int[] valueLength = new int[SMALLEST];
    private @Nullable Attachment[] attachment = new Attachment[SMALLEST];
    /** The heap of slots, then those that are free. */
    private int[] heap = numbered(0, new int[SMALLEST]);

    private final HeldBytes bytes = new HeldBytes();
    private int size;
    private long attachmentBytes;

    int size() {
        return size;
    }

    /** The smallest rank; only where there is an event. */
    long firstRank() {
        return rank[heap[0]];
    }

    /** How many bytes of key and value the first event has. */
    int firstLength() {
        return Math.max(0, keyLength[heap[0]]) + Math.max(0, valueLength[heap[0]]);
    }

    void add(EventBatch batch, int row, long withRank, long withWatermark, @Nullable Attachment with) {
        if (size == heap.length) {
            grow();
        }
        int slot = heap[size];
        rank[slot] = withRank;
        watermark[slot] = withWatermark;
        offset[slot] = batch.offset[row];
        recordTime[slot] = batch.recordTimeMicros[row];
        partition[slot] = batch.partition[row];
        keyLength[slot] = batch.keyLength[row];
        valueLength[slot] = batch.valueLength[row];
        attachment[slot] = with;
        attachmentBytes += with == null ? 0 : with.bytes();
        int key = Math.max(0, batch.keyLength[row]);
        int value = Math.max(0, batch.valueLength[row]);
        piece[slot] = bytes.take(key + value);
        start[slot] = bytes.at(key + value);
        byte[] to = bytes.piece(piece[slot]);
        System.arraycopy(batch.arena.bytes, batch.keyStart[row], to, start[slot], key);
        System.arraycopy(batch.arena.bytes, batch.valueStart[row], to, start[slot] + key, value);
        up(size++, slot);
    }

    /**
     * Moves the first event into a batch, its rank into {@code horizonMicros} and its watermark into {@code clockMicros}, and returns what was
     * attached to it.
     */
    @Nullable
    Attachment moveFirst(EventBatch to) {
        int slot = heap[0];
        byte[] from = bytes.piece(piece[slot]);
        int key = Math.max(0, keyLength[slot]);
        int row = to.add(
                partition[slot],
                offset[slot],
                recordTime[slot],
                from,
                start[slot],
                keyLength[slot],
                from,
                start[slot] + key,
                valueLength[slot]);
        to.clockMicros[row] = watermark[slot];
        to.horizonMicros[row] = rank[slot];
        bytes.release(piece[slot]);
        Attachment with = attachment[slot];
        attachment[slot] = null;
        attachmentBytes -= with == null ? 0 : with.bytes();
        int last = heap[--size];
        heap[size] = slot;
        if (size > 0) {
            down(0, last);
        }
        return with;
    }

    /** Writes where each event stands, without its bytes. */
    void write(SnapshotWriter to) {
        to.putInt(size);
        for (int i = 0; i < size; i++) {
            int slot = heap[i];
            to.putInt(partition[slot]);
            to.putLong(offset[slot]);
            to.putLong(rank[slot]);
            to.putLong(watermark[slot]);
        }
    }

    long bytes() {
        return (long) SLOT_BYTES * heap.length + bytes.bytes() + attachmentBytes;
    }

    private void up(int from, int slot) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(slot, heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = slot;
    }

    private void down(int from, int slot) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], slot)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = slot;
    }

    private boolean isBefore(int a, int b) {
        if (rank[a] != rank[b]) {
            return rank[a] < rank[b];
        }
        return partition[a] != partition[b] ? partition[a] < partition[b] : offset[a] < offset[b];
    }

    private void grow() {
        int more = Math.multiplyExact(heap.length, 2);
        rank = Arrays.copyOf(rank, more);
        watermark = Arrays.copyOf(watermark, more);
        offset = Arrays.copyOf(offset, more);
        recordTime = Arrays.copyOf(recordTime, more);
        partition = Arrays.copyOf(partition, more);
        piece = Arrays.copyOf(piece, more);
        start = Arrays.copyOf(start, more);
        keyLength = Arrays.copyOf(keyLength, more);
        valueLength = Arrays.copyOf(valueLength, more);
        attachment = Arrays.copyOf(attachment, more);
        heap = numbered(heap.length, Arrays.copyOf(heap, more));
    }

    private static int[] numbered(int from, int[] slots) {
        for (int i = from; i < slots.length; i++) {
            slots[i] = i;
        }
        return slots;
    }
}
