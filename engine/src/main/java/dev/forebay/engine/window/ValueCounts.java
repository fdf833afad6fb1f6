package dev.forebay.engine.window;

/** How often each value is in a window: what {@code COUNT(DISTINCT)} and {@code MODE} need. Values are words, equal where values are. */
final class ValueCounts {
    /** What one takes without values, with where it stands. */
    static final long EMPTY_BYTES = 144;
    /** What a value takes of a table that is between a third and two thirds full, on average. */
    static final long BYTES_A_VALUE = 24;

    private static final int SMALLEST = 4;

    private long[] values = new long[SMALLEST];
    private int[] counts = new int[SMALLEST];
    private int distinct;
    private int best;
    private long mode;
    private boolean modeKnown = true;

    /** Which of two values is the smaller. */
    interface Order {
        boolean isLess(long left, long right);
    }

    void add(long value, Order order) {
        if ((distinct + 1) * 3L > values.length * 2L) {
            grow();
        }
        int slot = slot(value);
        if (counts[slot] == 0) {
            values[slot] = value;
            distinct++;
        }
        int count = ++counts[slot];
        if (count > best || (count == best && modeKnown && order.isLess(value, mode))) {
            // Above the most frequent one nothing can tie with it.
            modeKnown |= count > best;
            best = count;
            mode = value;
        }
    }

    void remove(long value) {
        int slot = slot(value);
        int count = --counts[slot];
        if (count + 1 == best && (!modeKnown || value == mode)) {
            modeKnown = false;
        }
        if (count == 0) {
            close(slot);
            distinct--;
        }
    }

    int distinct() {
        return distinct;
    }

    /** The most frequent value, of several the smallest; only where there is one. Looks at all values where the last one left. */
    long mode(Order order) {
        if (!modeKnown) {
            best = 0;
            for (int slot = 0; slot < values.length; slot++) {
                int count = counts[slot];
                if (count > best || (count == best && count > 0 && order.isLess(values[slot], mode))) {
                    best = count;
                    mode = values[slot];
                }
            }
            modeKnown = true;
        }
        return mode;
    }

    /** Told of every value and its count. */
    interface Visitor {
        void visit(long value, int count);
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < values.length; slot++) {
            if (counts[slot] > 0) {
                visitor.visit(values[slot], counts[slot]);
            }
        }
    }

    void clear() {
        values = new long[SMALLEST];
        counts = new int[SMALLEST];
        distinct = 0;
        best = 0;
        modeKnown = true;
    }

    long bytes() {
        return 80 + 12L * values.length;
    }

    private int slot(long value) {
        int mask = values.length - 1;
        int slot = home(value, mask);
        while (counts[slot] != 0 && values[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void close(int slot) {
        int mask = values.length - 1;
        int hole = slot;
        for (int next = (hole + 1) & mask; counts[next] != 0; next = (next + 1) & mask) {
            if (((next - home(values[next], mask)) & mask) >= ((next - hole) & mask)) {
                values[hole] = values[next];
                counts[hole] = counts[next];
                counts[next] = 0;
                hole = next;
            }
        }
        counts[hole] = 0;
    }

    private void grow() {
        long[] oldValues = values;
        int[] oldCounts = counts;
        values = new long[oldValues.length * 2];
        counts = new int[oldValues.length * 2];
        for (int slot = 0; slot < oldValues.length; slot++) {
            if (oldCounts[slot] > 0) {
                int to = slot(oldValues[slot]);
                values[to] = oldValues[slot];
                counts[to] = oldCounts[slot];
            }
        }
    }

    private static int home(long value, int mask) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ (mixed >>> 32)) & mask;
    }
}
