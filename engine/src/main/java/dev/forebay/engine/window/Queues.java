package dev.forebay.engine.window;

/**
 * Keeps the queues of a key. A queue of maxima holds the rows up to its head that are larger than all behind them: the largest of a
 * window is the first that is not before the window. All windows that end at one head share one queue.
 */
final class Queues {
    private final KeyBuffer buffer;
    private final Layout layout;
    private final Ordered[] orders;
    private final Layout.Queue[][] byHead;
    private final int[] valueWords;

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
        this.valueWords =
                layout.values.stream().mapToInt(Layout.Value::word).toArray();
    }

    /** A row is passed by a head. */
    void pass(int head, long place) {
        for (Layout.Queue queue : byHead[head]) {
            push(queue, place);
        }
    }

    private void push(Layout.Queue queue, long place) {
        int row = buffer.row(place);
        if (queue.input().mask() >= 0 && !buffer.contributesAt(row, queue.input().mask())) {
            return;
        }
        int length = buffer.queueLength(queue);
        if (queue.keeps() != Layout.Keeps.ALL) {
            Ordered order = orders[queue.input().value()];
            int valueWord = valueWords[queue.input().value()];
            long added = buffer.page[row + valueWord];
            int wanted = queue.keeps() == Layout.Keeps.MINIMA ? -1 : 1;
            while (length > 0) {
                long last = buffer.page[buffer.row(buffer.queueEntry(queue, length - 1)) + valueWord];
                if (order.compare(last, added) * wanted > 0) {
                    break;
                }
                length--;
            }
        }
        buffer.queuePut(queue, length, place);
    }

    /** Makes all queues anew, after a row came between others. */
    void rebuild() {
        for (Layout.Queue queue : layout.queues) {
            buffer.queueClear(queue);
            long head = buffer.word(layout.heads.get(queue.head()).word());
            for (long place = buffer.first(); place < head; place++) {
                push(queue, place);
            }
        }
    }

    /** Lets go of rows before a place. */
    void dropBefore(long place) {
        for (Layout.Queue queue : layout.queues) {
            buffer.queueDrop(queue, indexFrom(queue, place));
        }
    }

    /** The index of the first entry that is not before a place; the queue's length where there is none. */
    int indexFrom(Layout.Queue queue, long place) {
        int low = 0;
        int high = buffer.queueLength(queue);
        while (low < high) {
            int middle = low + high >>> 1;
            if (buffer.queueEntry(queue, middle) >= place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
