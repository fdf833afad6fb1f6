package dev.forebay.engine.window;

/**
 * Keeps the queues of a key. A queue of maxima holds the rows up to its head that are larger than all behind them: the largest of a
 * window is the first that is not before the window. All windows that end at one head share one queue.
 *
 * <p>An entry is the place of a row and its value. A queue is a ring in a run of entries of its own, since it is much shorter than the
 * buffer.
 */
final class Queues {
    private static final int ENTRY = 2;
    private static final int FIRST_LOG = 2;
    /** What a queue takes at first. */
    static final long EMPTY_BYTES = (8L * ENTRY) << FIRST_LOG;
    /** What an entry takes. */
    static final long BYTES_AN_ENTRY = 8L * ENTRY;

    private static final int START_SHIFT = 35;
    private static final int SIZE_SHIFT = 6;
    private static final long SIZE_MASK = (1 << 29) - 1;

    private final KeyBuffer buffer;
    private final Layout layout;
    private final Ordered[] orders;
    private final Segments entries = new Segments(ENTRY);
    private final Layout.Queue[][] byHead;
    private final Layout.Queue[] all;
    private final int[] valueWords;

    /** The queue that is open: where its entries are, and its shape. */
    private long[] page = {};

    private int at;
    private int log;
    private int mask;
    private int start;
    private int size;

    Queues(KeyBuffer buffer, Ordered[] orders) {
        this.buffer = buffer;
        this.layout = buffer.layout;
        this.orders = orders;
        this.byHead = new Layout.Queue[layout.heads.size()][];
        for (int head = 0; head < byHead.length; head++) {
            int ofHead = head;
            byHead[head] = layout.queues.stream()
                    .filter(queue -> queue.head() == ofHead)
                    .toArray(Layout.Queue[]::new);
        }
        this.all = layout.queues.toArray(Layout.Queue[]::new);
        this.valueWords = layout.values.stream().mapToInt(Layout.Value::word).toArray();
    }

    /** Gives a new key its queues. */
    void create() {
        for (Layout.Queue queue : layout.queues) {
            buffer.word(queue.word(), entries.take(FIRST_LOG));
            buffer.word(queue.word() + 1, FIRST_LOG);
        }
    }

    /** Gives the queues of the open key back. */
    void close() {
        for (Layout.Queue queue : layout.queues) {
            open(queue);
            entries.giveBack(buffer.word(queue.word()), log);
        }
    }

    /** The entries of each queue of the open key. */
    long[][] copy() {
        long[][] copies = new long[all.length][];
        for (int i = 0; i < all.length; i++) {
            open(all[i]);
            copies[i] = new long[size * ENTRY];
            for (int k = 0; k < size; k++) {
                System.arraycopy(page, entry(k), copies[i], k * ENTRY, ENTRY);
            }
        }
        return copies;
    }

    /** Gives the open key, whose queues are empty, these entries. */
    void restore(long[][] copies) {
        for (int i = 0; i < all.length; i++) {
            Layout.Queue queue = all[i];
            open(queue);
            int count = copies[i].length / ENTRY;
            int needed = log;
            while (1 << needed < count) {
                needed++;
            }
            if (needed > log) {
                entries.giveBack(buffer.word(queue.word()), log);
                buffer.word(queue.word(), entries.take(needed));
                buffer.word(queue.word() + 1, needed);
                open(queue);
            }
            System.arraycopy(copies[i], 0, page, at, copies[i].length);
            start = 0;
            size = count;
            save(queue);
        }
    }

    private void open(Layout.Queue queue) {
        long address = buffer.word(queue.word());
        long shape = buffer.word(queue.word() + 1);
        page = entries.page(address);
        at = entries.offset(address);
        log = (int) (shape & 0x3F);
        mask = (1 << log) - 1;
        size = (int) ((shape >>> SIZE_SHIFT) & SIZE_MASK);
        start = (int) (shape >>> START_SHIFT);
    }

    private void save(Layout.Queue queue) {
        buffer.word(queue.word() + 1, ((long) start << START_SHIFT) | ((long) size << SIZE_SHIFT) | log);
    }

    private int entry(int index) {
        return at + ((start + index) & mask) * ENTRY;
    }

    /** Reads the first and the last entry of each queue of the open key; for {@link Approach}. */
    long read() {
        long sum = 0;
        for (Layout.Queue queue : all) {
            open(queue);
            sum += page[entry(0)] + page[entry(size - 1)];
        }
        return sum;
    }

    /** A row is passed by a head. */
    void pass(int head, long place) {
        for (Layout.Queue queue : byHead[head]) {
            push(queue, place);
        }
    }

    private void push(Layout.Queue queue, long place) {
        int row = buffer.row(place);
        if (queue.input().mask() >= 0
                && !buffer.contributesAt(row, queue.input().mask())) {
            return;
        }
        open(queue);
        long added = buffer.page[row + valueWords[queue.input().value()]];
        if (queue.keeps() != Layout.Keeps.ALL) {
            Ordered order = orders[queue.input().value()];
            int wanted = queue.keeps() == Layout.Keeps.MINIMA ? -1 : 1;
            while (size > 0 && order.compare(page[entry(size - 1) + 1], added) * wanted <= 0) {
                size--;
            }
        }
        if (size == 1 << log) {
            grow(queue);
        }
        int end = entry(size++);
        page[end] = place;
        page[end + 1] = added;
        save(queue);
    }

    private void grow(Layout.Queue queue) {
        long former = buffer.word(queue.word());
        long address = entries.take(log + 1);
        long[] to = entries.page(address);
        int toAt = entries.offset(address);
        for (int i = 0; i < size; i++) {
            to[toAt + i * ENTRY] = page[entry(i)];
            to[toAt + i * ENTRY + 1] = page[entry(i) + 1];
        }
        entries.giveBack(former, log);
        buffer.word(queue.word(), address);
        log++;
        start = 0;
        save(queue);
        open(queue);
    }

    /** Makes all queues anew, after a row came between others. */
    void rebuild() {
        for (Layout.Queue queue : layout.queues) {
            open(queue);
            size = 0;
            save(queue);
            long head = buffer.word(layout.heads.get(queue.head()).word());
            for (long place = buffer.first(); place < head; place++) {
                push(queue, place);
            }
        }
    }

    /** Lets go of rows before a place. */
    void dropBefore(long place) {
        for (Layout.Queue queue : layout.queues) {
            int gone = from(queue, place);
            start = (start + gone) & mask;
            size -= gone;
            save(queue);
        }
    }

    /**
     * Opens a queue and finds its first entry that is not before a place.
     *
     * @return its index; the queue's length where there is none
     */
    int from(Layout.Queue queue, long place) {
        open(queue);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (page[entry(middle)] >= place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How long the open queue is. */
    int length() {
        return size;
    }

    /** The place of an entry of the open queue. */
    long place(int index) {
        return page[entry(index)];
    }

    /** The value of an entry of the open queue. */
    long value(int index) {
        return page[entry(index) + 1];
    }

    long bytes() {
        return entries.bytes();
    }
}
