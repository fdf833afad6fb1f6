package dev.forebay.engine.window;

import dev.forebay.engine.exact.ExactSquares;
import dev.forebay.engine.exact.ExactSum;
import dev.forebay.engine.exact.Moments;
import dev.forebay.engine.exact.Term;
import dev.forebay.engine.exact.WideMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What windows keep of the rows in them: counts, exact sums, how often each value is there. Rows come and go in any order. */
final class RunningSums {
    private static final int HAS_WIDE = 1;
    private static final long WIDE_BYTES = 400;

    private final KeyBuffer buffer;
    private final Layout layout;
    private final TextPool texts;
    private final Ordered[] orders;
    private final Kept[][] kept;
    /** What is kept of each input over the windows of each head, so that an event's value is looked at once for all of them. */
    private final Kept[][][] keptByHead;

    private final Term term = new Term();
    private final Map<Long, WideMoments> wide = new HashMap<>();
    private @Nullable ValueCounts[] counts = new ValueCounts[4];
    private final LongList freeCounts = new LongList();
    private int countsEnd = 1;
    private long countsBytes;

    /** What is kept of one input over one window, laid out for the loop over rows. */
    private static final class Kept {
        private final Layout.Running running;
        private final int mask;
        private final int value;
        private final int valueWord;
        private final boolean isDouble;
        private final int countWord;
        private final int sumWord;
        private final int squaresWord;
        private final int countsWord;

        Kept(Layout layout, Layout.Running running) {
            this.running = running;
            this.mask = running.input().mask();
            this.value = running.input().value();
            this.valueWord = value < 0 ? -1 : layout.values.get(value).word();
            this.isDouble = value >= 0 && layout.values.get(value).isDouble();
            this.countWord = running.countWord();
            this.sumWord = running.sumWord();
            this.squaresWord = running.squaresWord();
            this.countsWord = running.countsWord();
        }
    }

    RunningSums(KeyBuffer buffer, TextPool texts, Ordered[] orders) {
        this.buffer = buffer;
        this.layout = buffer.layout;
        this.kept = buffer.layout.windows.stream()
                .map(window -> window.running().stream()
                        .map(running -> new Kept(buffer.layout, running))
                        .toArray(Kept[]::new))
                .toArray(Kept[][]::new);
        this.keptByHead = new Kept[layout.heads.size()][][];
        for (int head = 0; head < keptByHead.length; head++) {
            keptByHead[head] = byInput(head);
        }
        this.texts = texts;
        this.orders = orders;
    }

    private Kept[][] byInput(int head) {
        Map<Layout.Input, List<Kept>> byInput = new LinkedHashMap<>();
        for (Layout.Window window : layout.windows) {
            for (Kept one : kept[window.at()]) {
                if (window.head() == head) {
                    byInput.computeIfAbsent(one.running.input(), input -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return byInput.values().stream().map(all -> all.toArray(Kept[]::new)).toArray(Kept[][]::new);
    }

    /** A row enters all windows of a head. */
    void enter(int head, int row) {
        for (Kept[] ofInput : keptByHead[head]) {
            Kept any = ofInput[0];
            if (any.mask < 0 || buffer.contributesAt(row, any.mask)) {
                boolean isTerm = any.isDouble
                        && (buffer.record[buffer.at + Layout.FLAGS] & HAS_WIDE) == 0
                        && term.set(Double.longBitsToDouble(buffer.page[row + any.valueWord]));
                for (Kept one : ofInput) {
                    if (!isTerm || one.sumWord < 0 || one.countsWord >= 0 || !enterTerm(one)) {
                        change(one, row, false);
                    }
                }
            }
        }
    }

    private boolean enterTerm(Kept one) {
        long[] record = buffer.record;
        int at = buffer.at;
        int squares = one.squaresWord < 0 ? Moments.NO_SQUARES : at + one.squaresWord;
        if (!term.add(record, at + one.sumWord, squares)) {
            return false;
        }
        if (one.countWord >= 0) {
            record[at + one.countWord]++;
        }
        return true;
    }

    /** A row enters a window, or leaves it. */
    void change(Layout.Window window, long place, boolean away) {
        changeAt(window, buffer.row(place), away);
    }

    /** The same, with the row named by its offset in the buffer's page. */
    void changeAt(Layout.Window window, int row, boolean away) {
        for (Kept one : kept[window.at()]) {
            if (one.mask < 0 || buffer.contributesAt(row, one.mask)) {
                change(one, row, away);
            }
        }
    }

    private void change(Kept one, int row, boolean away) {
        long[] record = buffer.record;
        int at = buffer.at;
        if (one.countWord >= 0) {
            record[at + one.countWord] += away ? -1 : 1;
        }
        if (one.sumWord >= 0) {
            long word = buffer.page[row + one.valueWord];
            if (one.isDouble) {
                WideMoments before =
                        (record[at + Layout.FLAGS] & HAS_WIDE) == 0 ? WideMoments.NONE : wideOf(one.running);
                int squares = one.squaresWord < 0 ? Moments.NO_SQUARES : at + one.squaresWord;
                double x = Double.longBitsToDouble(word);
                WideMoments after = Moments.change(record, at + one.sumWord, squares, before, x, away);
                if (after != before) {
                    keepWide(one.running, after);
                }
            } else {
                changeLong(one, word, away);
            }
        }
        if (one.countsWord >= 0) {
            changeCounts(one.running, orders[one.value].canonical(buffer.page[row + one.valueWord]), away);
        }
    }

    private void changeLong(Kept one, long x, boolean away) {
        if (away) {
            ExactSum.subtract(buffer.record, buffer.at + one.sumWord, x);
        } else {
            ExactSum.add(buffer.record, buffer.at + one.sumWord, x);
        }
        if (one.squaresWord >= 0) {
            ExactSquares.add(buffer.record, buffer.at + one.squaresWord, x, away);
        }
    }

    private void changeCounts(Layout.Running running, long word, boolean away) {
        boolean isText = layout.values.get(running.input().value()).isText();
        ValueCounts values = countsOf(running);
        countsBytes -= values.bytes();
        if (away) {
            values.remove(word);
            if (isText) {
                texts.release(word);
            }
        } else {
            if (isText) {
                texts.holdAgain(word);
            }
            values.add(word, orders[running.input().value()]);
        }
        countsBytes += values.bytes();
    }

    /** Whether sums of the open key do not fit their words. */
    boolean isWide() {
        return (buffer.word(Layout.FLAGS) & HAS_WIDE) != 0;
    }

    /** The sums' part that is too wide for words. */
    WideMoments wideOf(Layout.Running running) {
        if ((buffer.word(Layout.FLAGS) & HAS_WIDE) == 0) {
            return WideMoments.NONE;
        }
        return wide.getOrDefault(wideKey(running), WideMoments.NONE);
    }

    void keepWide(Layout.Running running, WideMoments moments) {
        if (moments == WideMoments.NONE) {
            wide.remove(wideKey(running));
        } else {
            wide.put(wideKey(running), moments);
            buffer.word(Layout.FLAGS, buffer.word(Layout.FLAGS) | HAS_WIDE);
        }
    }

    private long wideKey(Layout.Running running) {
        return (long) buffer.id * layout.runningCount + running.index();
    }

    /** How often each value is in the window; made where there is none yet. */
    ValueCounts countsOf(Layout.Running running) {
        int at = (int) buffer.word(running.countsWord());
        if (at == 0) {
            at = freeCounts.isEmpty() ? countsEnd++ : (int) freeCounts.removeLast();
            if (at == counts.length) {
                counts = Arrays.copyOf(counts, at * 2);
            }
            ValueCounts made = new ValueCounts();
            counts[at] = made;
            countsBytes += made.bytes();
            buffer.word(running.countsWord(), at);
        }
        ValueCounts values = counts[at];
        if (values == null) {
            throw new IllegalStateException("values of window " + running + " are gone");
        }
        return values;
    }

    /** Forgets all that a window holds. */
    void clear(Layout.Window window) {
        for (Layout.Running running : window.running()) {
            zero(running.countWord(), 1);
            zero(running.sumWord(), ExactSum.WORDS);
            zero(running.squaresWord(), ExactSquares.WORDS);
            if ((buffer.word(Layout.FLAGS) & HAS_WIDE) != 0) {
                wide.remove(wideKey(running));
            }
            clearCounts(running);
        }
    }

    private void clearCounts(Layout.Running running) {
        if (running.countsWord() < 0 || buffer.word(running.countsWord()) == 0) {
            return;
        }
        if (layout.values.get(running.input().value()).isText()) {
            countsOf(running).forEach((word, count) -> {
                for (int i = 0; i < count; i++) {
                    texts.release(word);
                }
            });
        }
        countsBytes -= countsOf(running).bytes();
        int at = (int) buffer.word(running.countsWord());
        counts[at] = null;
        freeCounts.add(at);
        buffer.word(running.countsWord(), 0);
    }

    private void zero(int word, int words) {
        for (int i = 0; word >= 0 && i < words; i++) {
            buffer.word(word + i, 0);
        }
    }

    /** Writes what a window holds of rows that may have left the buffer. */
    void write(Layout.Window window, ImageWriter to) {
        for (Layout.Running running : window.running()) {
            writeWords(running.countWord(), 1, to);
            writeWords(running.sumWord(), ExactSum.WORDS, to);
            writeWords(running.squaresWord(), ExactSquares.WORDS, to);
            if (running.sumWord() >= 0) {
                wideOf(running).write(to::putLong);
            }
            if (running.countsWord() >= 0) {
                writeCounts(running, to);
            }
        }
    }

    private void writeWords(int word, int words, ImageWriter to) {
        for (int i = 0; word >= 0 && i < words; i++) {
            to.putLong(buffer.word(word + i));
        }
    }

    private void writeCounts(Layout.Running running, ImageWriter to) {
        if (buffer.word(running.countsWord()) == 0) {
            to.putLong(0);
            return;
        }
        boolean isText = layout.values.get(running.input().value()).isText();
        ValueCounts values = countsOf(running);
        to.putLong(values.distinct());
        values.forEach((word, count) -> {
            to.putLong(count);
            if (isText) {
                to.putBytes(texts.get(word));
            } else {
                to.putLong(word);
            }
        });
    }

    /** Reads what {@link #write} wrote. */
    void read(Layout.Window window, ImageReader from) {
        for (Layout.Running running : window.running()) {
            readWords(running.countWord(), 1, from);
            readWords(running.sumWord(), ExactSum.WORDS, from);
            readWords(running.squaresWord(), ExactSquares.WORDS, from);
            if (running.sumWord() >= 0) {
                WideMoments read = WideMoments.read(from::takeLong);
                if (read != WideMoments.NONE) {
                    keepWide(running, read);
                }
            }
            if (running.countsWord() >= 0) {
                readCounts(running, from);
            }
        }
    }

    private void readWords(int word, int words, ImageReader from) {
        for (int i = 0; word >= 0 && i < words; i++) {
            buffer.word(word + i, from.takeLong());
        }
    }

    private void readCounts(Layout.Running running, ImageReader from) {
        boolean isText = layout.values.get(running.input().value()).isText();
        for (long left = from.takeLong(); left > 0; left--) {
            long count = from.takeLong();
            long word = isText ? from.takeText(texts) : from.takeLong();
            for (long i = 0; i < count; i++) {
                changeCounts(running, word, false);
            }
            if (isText) {
                texts.release(word);
            }
        }
    }

    /** Nearly: what a wide sum takes depends on the values. */
    long bytes() {
        return WIDE_BYTES * wide.size() + 8L * counts.length + countsBytes;
    }
}
