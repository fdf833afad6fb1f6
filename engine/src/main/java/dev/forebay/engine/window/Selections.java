package dev.forebay.engine.window;

import dev.forebay.types.batch.Vector;

/** Reads the aggregates that are one value of the window: extremes, the first, the last, the last but so many. */
final class Selections {
    private static final long NOWHERE = -1;

    private final KeyBuffer buffer;
    private final Layout layout;
    private final Ordered[] orders;
    private final Queues queues;
    private final FoldedValues folded;
    private final Results results;

    // While values are counted backwards: how many that left the buffer are not passed, and how many there are to go.
    private int kept;
    private int left;

    Selections(KeyBuffer buffer, Ordered[] orders, Queues queues, FoldedValues folded, Results results) {
        this.buffer = buffer;
        this.layout = buffer.layout;
        this.orders = orders;
        this.queues = queues;
        this.folded = folded;
        this.results = results;
    }

    /**
     * Writes from what the cursors hold.
     *
     * @param current the place of the event itself
     */
    void write(Layout.Output output, long current, Vector to, int row) {
        long tail = Math.max(buffer.word(output.window().tailWord()), buffer.first());
        long head = buffer.word(layout.heads.get(output.window().head()).word());
        switch (output.rule().function()) {
            case MIN, MAX -> queuedExtreme(output, tail, to, row);
            case FIRST_VALUE -> first(output, tail, head, -1, to, row);
            case LAST_VALUE -> last(output, 1, tail, head, -1, to, row);
            case LAG -> last(output, output.rule().offset(), tail, head, current, to, row);
            default -> throw new IllegalStateException(output.rule() + " is no selection");
        }
    }

    /** Writes from rows {@code from} to {@code to}, without {@code skip} and, where it looks before the event itself, {@code current}. */
    void write(Layout.Output output, long from, long end, long skip, long current, Vector to, int row) {
        switch (output.rule().function()) {
            case MIN, MAX -> scannedExtreme(output, from, end, skip, to, row);
            case FIRST_VALUE -> firstScanned(output, from, end, skip, to, row);
            case LAST_VALUE -> lastScanned(output, 1, from, end, skip, to, row);
            case LAG -> lastScanned(output, output.rule().offset(), from, end, current, to, row);
            default -> throw new IllegalStateException(output.rule() + " is no selection");
        }
    }

    private void queuedExtreme(Layout.Output output, long tail, Vector to, int row) {
        Layout.Queue queue = queue(output);
        int index = queues.from(queue, tail);
        boolean found = index < queues.length();
        extreme(output, found, found ? queues.value(index) : 0, to, row);
    }

    private void scannedExtreme(Layout.Output output, long from, long end, long skip, Vector to, int row) {
        Ordered order = orders[output.input().value()];
        int wanted = queue(output).keeps() == Layout.Keeps.MINIMA ? -1 : 1;
        boolean found = false;
        long best = 0;
        for (long place = from; place < end; place++) {
            if (place != skip && buffer.contributes(place, output.input().mask())) {
                long word = buffer.get(place, word(output));
                if (!found || order.compare(word, best) * wanted > 0) {
                    best = word;
                    found = true;
                }
            }
        }
        extreme(output, found, best, to, row);
    }

    private void extreme(Layout.Output output, boolean found, long word, Vector to, int row) {
        Layout.Folded before = output.folded();
        if (before == null || folded.count(before) == 0) {
            if (found) {
                results.writeExtreme(output, word, to, row);
            } else {
                to.state[row] = Vector.NULL;
            }
            return;
        }
        long old = folded.value(before, 0);
        int wanted = before.keep() == Layout.Keep.MINIMUM ? -1 : 1;
        boolean better = found && orders[output.input().value()].compare(word, old) * wanted > 0;
        results.writeExtreme(output, better ? word : old, to, row);
    }

    private void first(Layout.Output output, long tail, long head, long skip, Vector to, int row) {
        Layout.Queue queue = output.queue();
        if (queue == null) {
            firstScanned(output, tail, head, skip, to, row);
            return;
        }
        int index = queues.from(queue, tail);
        first(output, index < queues.length() ? queues.place(index) : NOWHERE, to, row);
    }

    private void firstScanned(Layout.Output output, long from, long end, long skip, Vector to, int row) {
        Layout.Folded before = output.folded();
        if (before != null && folded.count(before) > 0 && from < end && buffer.time(from) >= folded.time(before, 0)) {
            results.writeValue(output, folded.value(before, 0), to, row);
            return;
        }
        long place = from;
        while (place < end
                && (place == skip || !buffer.contributes(place, output.input().mask()))) {
            place++;
        }
        first(output, place < end ? place : NOWHERE, to, row);
    }

    /** The first of the rows, or what left the buffer, where that is not later. */
    private void first(Layout.Output output, long place, Vector to, int row) {
        Layout.Folded before = output.folded();
        if (before != null
                && folded.count(before) > 0
                && (place == NOWHERE || folded.time(before, 0) <= buffer.time(place))) {
            results.writeValue(output, folded.value(before, 0), to, row);
        } else if (place != NOWHERE) {
            results.writeValue(output, buffer.get(place, word(output)), to, row);
        } else {
            to.state[row] = Vector.NULL;
        }
    }

    private void last(Layout.Output output, int nth, long tail, long head, long skip, Vector to, int row) {
        Layout.Queue queue = output.queue();
        if (queue == null) {
            lastScanned(output, nth, tail, head, skip, to, row);
            return;
        }
        beginLast(output, nth);
        int first = queues.from(queue, tail);
        for (int i = queues.length() - 1; i >= first; i--) {
            long place = queues.place(i);
            if (place != skip && isLast(output, place, to, row)) {
                return;
            }
        }
        endLast(output, to, row);
    }

    private void lastScanned(Layout.Output output, int nth, long from, long end, long skip, Vector to, int row) {
        beginLast(output, nth);
        for (long place = end - 1; place >= from; place--) {
            if (place != skip && buffer.contributes(place, output.input().mask()) && isLast(output, place, to, row)) {
                return;
            }
        }
        endLast(output, to, row);
    }

    /** Begins to count values backwards, those of rows and those that left the buffer. */
    private void beginLast(Layout.Output output, int nth) {
        Layout.Folded before = output.folded();
        kept = before == null ? 0 : folded.count(before);
        left = nth;
    }

    /** Goes back to a row, and writes the value that was looked for where that is it, or one that left the buffer and is later. */
    private boolean isLast(Layout.Output output, long place, Vector to, int row) {
        Layout.Folded before = output.folded();
        while (before != null && kept > 0 && folded.time(before, kept - 1) > buffer.time(place)) {
            if (isLastFolded(output, before, to, row)) {
                return true;
            }
        }
        if (--left > 0) {
            return false;
        }
        results.writeValue(output, buffer.get(place, word(output)), to, row);
        return true;
    }

    private boolean isLastFolded(Layout.Output output, Layout.Folded before, Vector to, int row) {
        kept--;
        if (--left > 0) {
            return false;
        }
        results.writeValue(output, folded.value(before, kept), to, row);
        return true;
    }

    private void endLast(Layout.Output output, Vector to, int row) {
        Layout.Folded before = output.folded();
        while (before != null && kept > 0) {
            if (isLastFolded(output, before, to, row)) {
                return;
            }
        }
        to.state[row] = Vector.NULL;
    }

    private int word(Layout.Output output) {
        return layout.values.get(output.input().value()).word();
    }

    private static Layout.Queue queue(Layout.Output output) {
        Layout.Queue queue = output.queue();
        if (queue == null) {
            throw new IllegalStateException(output.rule() + " has no queue");
        }
        return queue;
    }
}
