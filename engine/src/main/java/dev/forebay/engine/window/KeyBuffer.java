package dev.forebay.engine.window;

/**
 * The record and the rows of one key at a time, opened by {@link #open}. A row is named by its <i>place</i>: how many rows the key had
 * before it, by time and then by sequence, so that a place stays the same when rows before it leave.
 */
final class KeyBuffer {
    /** In {@link Layout#FLAGS}: the record is in use. */
    static final long LIVE = 2;

    private static final int FIRST_LOG = 1;

    final Layout layout;
    private final KeyRecords records;
    private final Segments segments;
    private final int stride;

    int id;
    /** The page of the record, and where in it the record begins. */
    long[] record = {};

    int at;
    /** The page of the rows. */
    long[] page = {};

    private int rowsAt;
    private int mask;
    private int log;
    private int start;
    private int size;
    private long base;

    KeyBuffer(Layout layout, KeyRecords records, Segments segments) {
        this.layout = layout;
        this.records = records;
        this.segments = segments;
        this.stride = layout.rowWords;
    }

    /** Gives a new record its first rows. */
    void create(int id) {
        long[] words = records.page(id);
        int offset = records.offset(id);
        words[offset + Layout.SEGMENT] = segments.take(FIRST_LOG);
        words[offset + Layout.SHAPE] = FIRST_LOG;
        words[offset + Layout.NEWEST] = Long.MIN_VALUE;
        words[offset + Layout.CLOCK] = Long.MIN_VALUE;
        words[offset + Layout.FLAGS] = LIVE;
    }

    void open(int id) {
        this.id = id;
        record = records.page(id);
        at = records.offset(id);
        long shape = record[at + Layout.SHAPE];
        log = (int) (shape & 0x3F);
        size = (int) ((shape >>> 6) & 0x1FFFFFFF);
        start = (int) (shape >>> 35);
        base = record[at + Layout.BASE];
        place();
    }

    private void place() {
        long address = record[at + Layout.SEGMENT];
        page = segments.page(address);
        rowsAt = segments.offset(address);
        mask = (1 << log) - 1;
    }

    private void save() {
        record[at + Layout.SHAPE] = ((long) start << 35) | ((long) size << 6) | log;
        record[at + Layout.BASE] = base;
    }

    long word(int word) {
        return record[at + word];
    }

    void word(int word, long value) {
        record[at + word] = value;
    }

    /** The place of the first row. */
    long first() {
        return base;
    }

    /** The place behind the last row. */
    long end() {
        return base + size;
    }

    int size() {
        return size;
    }

    int capacity() {
        return 1 << log;
    }

    boolean isFull() {
        return size == 1 << log;
    }

    /** Where in the page a row begins. */
    int row(long place) {
        return rowsAt + ((start + (int) (place - base)) & mask) * stride;
    }

    long get(long place, int word) {
        return page[row(place) + word];
    }

    void set(long place, int word, long value) {
        page[row(place) + word] = value;
    }

    long time(long place) {
        return page[row(place)];
    }

    /** Whether a row counts for what has this mask; -1 is everything. */
    boolean contributes(long place, int mask) {
        return mask < 0 || contributesAt(row(place), mask);
    }

    /** The same, of a row by its offset; not for -1. */
    boolean contributesAt(int row, int mask) {
        return ((page[row + 1 + (mask >> 6)] >>> (mask & 63)) & 1) != 0;
    }

    /** The place of the first row that is later than a time. */
    long after(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (page[rowsAt + ((start + middle) & mask) * stride] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return base + low;
    }

    /** Makes room for a row at a place, and moves those from there on one place up; the buffer is not full. */
    void insert(long place) {
        size++;
        for (long to = end() - 1; to > place; to--) {
            System.arraycopy(page, row(to - 1), page, row(to), stride);
        }
        save();
    }

    /** Adds a row behind the last; the buffer is not full. */
    void append() {
        size++;
        save();
    }

    /** Forgets the rows before a place. */
    void dropBefore(long place) {
        int gone = (int) (place - base);
        start = (start + gone) & mask;
        size -= gone;
        base = place;
        save();
    }

    /** Moves the rows to where {@code 2^newLog} of them fit. */
    void resize(int newLog) {
        long from = record[at + Layout.SEGMENT];
        long to = segments.take(newLog);
        long[] target = segments.page(to);
        int targetAt = segments.offset(to);
        for (int i = 0; i < size; i++) {
            System.arraycopy(page, rowsAt + ((start + i) & mask) * stride, target, targetAt + i * stride, stride);
        }
        segments.giveBack(from, log);
        record[at + Layout.SEGMENT] = to;
        log = newLog;
        start = 0;
        save();
        place();
    }

    /** Copies the rows, in their order. */
    void copyRows(long[] to) {
        int first = Math.min(size, capacity() - start);
        System.arraycopy(page, rowsAt + start * stride, to, 0, first * stride);
        System.arraycopy(page, rowsAt, to, first * stride, (size - first) * stride);
    }

    /** Makes the open key, which is new, what another was whose words these are; but for its queues, which have entries of their own. */
    void restore(long[] words, long[] rows, int rowCount, long firstPlace) {
        int needed = log;
        while (1 << needed < rowCount) {
            needed++;
        }
        if (needed > log) {
            resize(needed);
        }
        for (int word = Layout.NEWEST; word < words.length; word++) {
            if (word != Layout.FLAGS && !layout.isOfQueue(word)) {
                record[at + word] = words[word];
            }
        }
        System.arraycopy(rows, 0, page, rowsAt, rowCount * stride);
        start = 0;
        size = rowCount;
        base = firstPlace;
        save();
    }

    int log() {
        return log;
    }

    /** Gives the rows back; the record is not to be used again. */
    void close() {
        segments.giveBack(record[at + Layout.SEGMENT], log);
    }
}
