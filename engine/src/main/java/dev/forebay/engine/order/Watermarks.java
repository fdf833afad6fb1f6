package dev.forebay.engine.order;

import java.util.Arrays;

/**
 * The watermark of each partition and the horizon under all of them. A tree of minima keeps the smallest at its root, so that
 * an event costs at most the logarithm of the number of partitions.
 */
final class Watermarks {
    /** Before all time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long UNSEEN = Long.MAX_VALUE;

    private final long latenessMicros;
    private long[] tree = {UNSEEN, UNSEEN};
    private long horizon = NONE;

    Watermarks(long latenessMicros) {
        this.latenessMicros = latenessMicros;
    }

    /** The watermark of a partition, or {@link #NONE}. */
    long of(int partition) {
        int leaf = leaves() + partition;
        return partition >= leaves() || tree[leaf] == UNSEEN ? NONE : tree[leaf];
    }

    /** The largest that the smallest watermark has ever been, or {@link #NONE}. */
    long horizon() {
        return horizon;
    }

    /** An event of that time was accepted. */
    void advance(int partition, long time) {
        if (time - latenessMicros > of(partition)) {
            set(partition, time - latenessMicros);
            horizon = Math.max(horizon, tree[1]);
        }
    }

    /** How many numbers {@link #write} gives. */
    int size() {
        int seen = 0;
        for (int partition = 0; partition < leaves(); partition++) {
            seen += of(partition) == NONE ? 0 : 1;
        }
        return seen;
    }

    void write(SnapshotWriter to) {
        to.putLong(horizon);
        to.putInt(size());
        for (int partition = 0; partition < leaves(); partition++) {
            if (of(partition) != NONE) {
                to.putInt(partition);
                to.putLong(of(partition));
            }
        }
    }

    void read(SnapshotReader from) {
        tree = new long[] {UNSEEN, UNSEEN};
        horizon = from.takeLong();
        int count = from.takeCount(12);
        for (int i = 0; i < count; i++) {
            int partition = from.takeInt();
            set(partition, from.takeLong());
        }
    }

    long bytes() {
        return 8L * tree.length;
    }

    private int leaves() {
        return tree.length / 2;
    }

    private void set(int partition, long watermark) {
        if (partition >= leaves()) {
            grow(partition);
        }
        tree[leaves() + partition] = watermark;
        for (int node = (leaves() + partition) / 2; node >= 1; node /= 2) {
            tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
        }
    }

    private void grow(int partition) {
        long[] smaller = tree;
        int leaves = Math.max(2, Integer.highestOneBit(partition) * 2);
        tree = new long[2 * leaves];
        Arrays.fill(tree, UNSEEN);
        System.arraycopy(smaller, smaller.length / 2, tree, leaves, smaller.length / 2);
        for (int node = leaves - 1; node >= 1; node--) {
            tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
        }
    }
}
