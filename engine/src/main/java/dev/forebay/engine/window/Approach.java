package dev.forebay.engine.window;

/**
 * Brings what the next events will need from memory into the processor's caches: a key's record, then the rows at its windows' ends and where
 * its next row goes. One event after the other would wait for each of these in turn; read for many events at once, in a loop that does
 * nothing else, they come at the same time.
 */
final class Approach {
    /** How many events at once: their lines fit the first cache. */
    static final int EVENTS = 16;

    /** Words in a line of the processor's caches. */
    static final int LINE = 8;

    private final KeyIndex index;
    private final KeyBuffer buffer;
    private final Queues queues;
    private final int[] placeWords;
    /** Of no meaning: without it, reading would be found to be of no use and left out. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    Approach(Layout layout, KeyIndex index, KeyBuffer buffer, Queues queues) {
        this.index = index;
        this.buffer = buffer;
        this.queues = queues;
        this.placeWords = layout.windows.stream()
                .filter(window -> window.rule().isSliding())
                .mapToInt(Layout.Window::tailWord)
                .toArray();
    }

    /** Comes near the keys of some rows, in their order. */
    void toKeys(GroupingRows rows, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += index.readSlot(rows.hash[rows.order[i]]);
        }
        for (int i = from; i < to; i++) {
            sum += index.readRecord(rows.hash[rows.order[i]]);
        }
        read += sum;
    }

    /** Comes near the rows of the first keys. */
    void toRows(int[] ids, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            buffer.open(ids[i]);
            for (int word : placeWords) {
                sum += buffer.page[buffer.row(buffer.word(word))];
            }
            sum += buffer.page[buffer.row(buffer.end())] + queues.read();
        }
        read += sum;
    }
}
