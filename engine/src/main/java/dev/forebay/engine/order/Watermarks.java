package dev.forebay.engine.order;

import java.util.Arrays;

/**
 * The watermark of each partition and the horizon under all of them. A tree of minima keeps the smallest at its root, so that
 * an event costs at most the logarithm of the number of partitions.
 *
 * <p>A partition that is <i>expected</i> and has no watermark yet counts as before all time. One that is <i>passed over</i> keeps its
 * watermark and does not count, until an event of it comes. Where all are passed over, the horizon is beyond everything that was read.
 */
final class Watermarks {
    /** Before all time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long UNSEEN = Long.MAX_VALUE;

    private static final byte UNKNOWN = 0;
    private static final byte COUNTED = 1;
    private static final byte PASSED_OVER = 2;

    private final long latenessMicros;
    /** The watermark of each partition that counts; {@link #UNSEEN} for the others. */
    private long[] tree = {UNSEEN, UNSEEN};

    private long[] watermark = {NONE};
    private byte[] standing = {UNKNOWN};
    private long horizon = NONE;
    private long largestRank = NONE;

    Watermarks(long latenessMicros) {
        this.latenessMicros = latenessMicros;
    }

    /** The watermark of a partition, or {@link #NONE}. */
    long of(int partition) {
        return partition >= leaves() ? NONE : watermark[partition];
    }

    /** The largest that the smallest watermark has ever been, or {@link #NONE}. */
    long horizon() {
        return horizon;
    }

    /** The largest rank of any event; {@link #NONE} without one. */
    long largestRank() {
        return largestRank;
    }

    /** An event of that time was accepted. */
    void advance(int partition, long time) {
        if (time - latenessMicros > of(partition) || standing[partition] != COUNTED) {
            count(partition, Math.max(of(partition), time - latenessMicros));
            horizon = Math.max(horizon, tree[1]);
        }
    }

    /** An event of that rank is to be processed by it. */
    void rank(long rank) {
        largestRank = Math.max(largestRank, rank);
    }

    /** Nothing is passed by until this partition allows it. One that is known already stays as it is. */
    void expect(int partition) {
        if (partition >= leaves() || standing[partition] == UNKNOWN) {
            count(partition, NONE);
        }
    }

    /** Puts a partition's watermark where it must at least be. */
    void raise(int partition, long least) {
        if (least > of(partition)) {
            count(partition, least);
        }
    }

    /** From now on a partition holds up nothing, until an event of it comes. */
    void passOver(int partition) {
        expect(partition);
        standing[partition] = PASSED_OVER;
        setLeaf(partition, UNSEEN);
        boolean all = tree[1] == UNSEEN;
        long passed = !all ? tree[1] : largestRank == NONE ? NONE : largestRank + 1;
        horizon = Math.max(horizon, passed);
    }

    void write(SnapshotWriter to) {
        to.putLong(horizon);
        to.putLong(largestRank);
        int known = 0;
        for (byte each : standing) {
            known += each == UNKNOWN ? 0 : 1;
        }
        to.putInt(known);
        for (int partition = 0; partition < leaves(); partition++) {
            if (standing[partition] != UNKNOWN) {
                to.putInt(partition);
                to.putLong(watermark[partition]);
                to.putInt(standing[partition]);
            }
        }
    }

    void read(SnapshotReader from) {
        tree = new long[] {UNSEEN, UNSEEN};
        watermark = new long[] {NONE};
        standing = new byte[] {UNKNOWN};
        boolean hasStanding = from.version() >= 3;
        horizon = from.takeLong();
        largestRank = hasStanding ? from.takeLong() : NONE;
        int count = from.takeCount(12);
        for (int i = 0; i < count; i++) {
            int partition = from.takeInt();
            count(partition, from.takeLong());
            if (hasStanding && from.takeInt() == PASSED_OVER) {
                standing[partition] = PASSED_OVER;
                setLeaf(partition, UNSEEN);
            }
        }
    }

    long bytes() {
        return 8L * tree.length + 9L * watermark.length;
    }

    private int leaves() {
        return tree.length / 2;
    }

    private void count(int partition, long at) {
        if (partition >= leaves()) {
            grow(partition);
        }
        watermark[partition] = at;
        standing[partition] = COUNTED;
        setLeaf(partition, at);
    }

    private void setLeaf(int partition, long at) {
        tree[leaves() + partition] = at;
        for (int node = (leaves() + partition) / 2; node >= 1; node /= 2) {
            tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
        }
    }

    private void grow(int partition) {
        long[] smaller = tree;
        int known = smaller.length / 2;
        int leaves = Math.max(2, Integer.highestOneBit(partition) * 2);
        tree = new long[2 * leaves];
        Arrays.fill(tree, UNSEEN);
        System.arraycopy(smaller, known, tree, leaves, known);
        for (int node = leaves - 1; node >= 1; node--) {
            tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
        }
        watermark = Arrays.copyOf(watermark, leaves);
        Arrays.fill(watermark, known, leaves, NONE);
        standing = Arrays.copyOf(standing, leaves);
    }
}
