package dev.forebay.engine.window;

import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one lane: takes events in processing order, keeps them in the buffers of their keys, and computes what each sees.
 *
 * <p>An event that is not earlier than any of its key's before and not late moves the cursors of the windows forward; each row enters and
 * leaves a window once. Any other is put in its place between the rows, and what it sees is computed by taking from the running sums what it
 * does not see, and adding it again: sums are exact, so nothing remains of that.
 *
 * <p><b>Threads</b>: one at a time.
 */
final class Shard {
    private static final int NOWHERE = -1;
    private static final int NOT_COPIED = -1;
    private static final int SWEEP_EVERY = 2;

    private final Layout layout;
    private final KeyRecords records;
    private final KeyIndex index;
    private final Segments segments;
    private final TextPool texts = new TextPool();
    private final KeyBuffer buffer;
    private final Ordered[] orders;
    private final Queues queues;
    private final RunningSums sums;
    private final FoldedValues folded;
    private final Results results;
    private final Selections selections;
    private final Images images;
    private final KeyViewer viewer;
    private final Approach approach;
    private final Cut cut = new Cut();
    private final Layout.Head[] heads;
    private final Reading[] readings;
    private final Layout.Window[][] windowsByHead;
    private final boolean layoutIsOfWords;
    private final long retentionMicros;
    private final int[] ids = new int[Approach.EVENTS];
    private int swept;
    private int sinceSweep;
    private long rowsHeld;
    private volatile StatePart.Figures figures = new StatePart.Figures(0, 0, 0);

    Shard(Layout layout) {
        this.layout = layout;
        records = new KeyRecords(layout.recordWords);
        index = new KeyIndex(records);
        segments = new Segments(layout.rowWords);
        buffer = new KeyBuffer(layout, records, segments);
        orders = layout.values.stream().map(value -> new Ordered(value, texts)).toArray(Ordered[]::new);
        queues = new Queues(buffer, orders);
        sums = new RunningSums(buffer, texts, orders);
        folded = new FoldedValues(buffer, texts, orders);
        results = new Results(buffer, texts, orders, sums);
        selections = new Selections(buffer, orders, queues, folded, results);
        images = new Images(buffer, index, texts, queues, sums, folded);
        approach = new Approach(layout, index, buffer, queues);
        heads = layout.heads.toArray(Layout.Head[]::new);
        readings = layout.outputs.stream()
                .map(output -> new Reading(layout, output))
                .toArray(Reading[]::new);
        viewer = new KeyViewer(buffer, results, (to, output) -> write(readings[output], buffer.end() - 1, to, 0));
        windowsByHead = new Layout.Window[layout.heads.size()][];
        for (int head = 0; head < windowsByHead.length; head++) {
            int ofHead = head;
            windowsByHead[head] = layout.windows.stream()
                    .filter(window -> window.head() == ofHead)
                    .toArray(Layout.Window[]::new);
        }
        layoutIsOfWords = layout.isOfWords();
        retentionMicros = retention(layout);
    }

    /** How long after its newest event a key matters; -1 for ever. */
    private static long retention(Layout layout) {
        if (layout.part.idleMicros() != WindowRule.UNBOUNDED) {
            return layout.part.idleMicros();
        }
        long longest = 0;
        for (Layout.Window window : layout.windows) {
            if (!window.rule().isSliding()) {
                return -1;
            }
            longest =
                    Math.max(longest, window.rule().lastMicros() + window.rule().delayMicros());
        }
        return longest;
    }

    /** Takes rows of a batch, in their order. */
    void run(GroupingRows rows, int from, int to) {
        for (int next = from; next < to; next += Approach.EVENTS) {
            int end = Math.min(next + Approach.EVENTS, to);
            approach.toKeys(rows, next, end);
            for (int i = next; i < end; i++) {
                ids[i - next] = idOf(rows, rows.order[i]);
            }
            approach.toRows(ids, end - next);
            for (int i = next; i < end; i++) {
                process(rows, rows.order[i], ids[i - next]);
            }
        }
        if (to > from) {
            sweep(to - from, rows.horizonMicros[rows.order[to - 1]]);
            publish();
        }
    }

    private void publish() {
        figures = new StatePart.Figures(records.count(), rowsHeld, bytes());
    }

    private int idOf(GroupingRows rows, int row) {
        byte[] bytes = rows.keys.bytes;
        int start = rows.keyStart[row];
        int length = rows.keyLength[row];
        int id = index.find(rows.hash[row], rows.keyFirst[row], rows.keySecond[row], bytes, start, length);
        if (id < 0) {
            id = index.add(rows.hash[row], bytes, start, length);
            buffer.create(id);
            buffer.open(id);
            queues.create();
            cut.created(id);
        }
        return id;
    }

    private void process(GroupingRows rows, int row, int id) {
        buffer.open(id);
        cut.touch(id);
        long time = rows.times[row];
        long clock = rows.clockMicros[row];
        long horizon = rows.horizonMicros[row];
        long newest = buffer.word(Layout.NEWEST);
        if (layout.part.idleMicros() != WindowRule.UNBOUNDED
                && newest != Long.MIN_VALUE
                && newest <= before(horizon, layout.part.idleMicros())) {
            forget();
            newest = Long.MIN_VALUE;
        }
        if (time >= newest && time >= clock) {
            inOrder(rows, row, time, horizon);
        } else {
            outOfOrder(rows, row, time, clock, horizon);
        }
        rowsHeld++;
        buffer.word(Layout.NEWEST, Math.max(newest, time));
    }

    /** A time that much before another; before all time stays so. */
    private static long before(long time, long micros) {
        long earlier = time - micros;
        return earlier > time ? Long.MIN_VALUE : earlier;
    }

    private void inOrder(GroupingRows rows, int row, long time, long horizon) {
        makeRoom(horizon);
        for (int head = 0; head < windowsByHead.length; head++) {
            if (isBefore(head)) {
                advance(head, time);
            }
        }
        long place = buffer.end();
        buffer.append();
        rows.store(row, buffer, place, texts);
        for (int head = 0; head < windowsByHead.length; head++) {
            if (!isBefore(head)) {
                advance(head, time);
            }
        }
        buffer.word(Layout.CLOCK, time);
        results.changed();
        for (int i = 0; i < readings.length; i++) {
            write(readings[i], place, rows.outputs[i], row);
        }
    }

    /** Whether windows of a head end before the event itself. */
    private boolean isBefore(int head) {
        return heads[head].excludesCurrent() || heads[head].delayMicros() > 0;
    }

    private void write(Reading reading, long place, Vector to, int row) {
        if (reading.isSelection) {
            selections.write(reading.output, place, to, row);
        } else {
            results.writeRunning(reading, to, row);
        }
    }

    /** Moves the windows of a head to where an event of that time sees them. */
    private void advance(int head, long time) {
        Layout.Head cursor = heads[head];
        long limit = before(time, cursor.delayMicros());
        long place = buffer.word(cursor.word());
        long end = buffer.end();
        Layout.Window[] windows = windowsByHead[head];
        while (place < end) {
            int row = buffer.row(place);
            if (buffer.page[row] > limit) {
                break;
            }
            sums.enter(head, row);
            queues.pass(head, place);
            place++;
        }
        buffer.word(cursor.word(), place);
        for (Layout.Window window : windows) {
            moveTail(window, place, limit);
        }
    }

    private void moveTail(Layout.Window window, long head, long limit) {
        WindowRule rule = window.rule();
        long tail = buffer.word(window.tailWord());
        long from = tail;
        if (rule.isSliding()) {
            long low = before(limit, rule.lastMicros());
            while (tail < head) {
                int row = buffer.row(tail);
                if (buffer.page[row] > low) {
                    break;
                }
                sums.changeAt(window, row, true);
                tail++;
            }
        } else if (!rule.isLifetime()) {
            while (head - tail > rule.rows()) {
                sums.change(window, tail++, true);
            }
        }
        if (tail != from) {
            buffer.word(window.tailWord(), tail);
        }
    }

    private void outOfOrder(GroupingRows rows, int row, long time, long clock, long horizon) {
        makeRoom(horizon);
        long stands = buffer.word(Layout.CLOCK);
        for (int head = 0; head < windowsByHead.length; head++) {
            if (layout.heads.get(head).excludesCurrent()) {
                advance(head, stands);
            }
        }
        long place = buffer.after(time);
        buffer.insert(place);
        rows.store(row, buffer, place, texts);
        for (int head = 0; head < windowsByHead.length; head++) {
            admit(head, place, time, stands);
        }
        queues.rebuild();
        for (int i = 0; i < layout.windows.size(); i++) {
            View view = View.of(buffer, layout.windows.get(i), place, time, clock);
            look(rows, row, layout.windows.get(i), view, place);
        }
    }

    /** A row that came between others belongs to a head's windows as if it had come in order. */
    private void admit(int head, long place, long time, long stands) {
        Layout.Head cursor = layout.heads.get(head);
        long limit = before(stands, cursor.delayMicros());
        if (stands == Long.MIN_VALUE || time > limit) {
            return;
        }
        buffer.word(cursor.word(), buffer.word(cursor.word()) + 1);
        for (Layout.Window window : windowsByHead[head]) {
            WindowRule rule = window.rule();
            long tail = buffer.word(window.tailWord());
            boolean isBehind = rule.isSliding() ? time <= before(limit, rule.lastMicros()) : place < tail;
            if (isBehind) {
                buffer.word(window.tailWord(), tail + 1);
            } else {
                sums.change(window, place, false);
                moveTail(window, buffer.word(cursor.word()), limit);
            }
        }
    }

    private void look(GroupingRows rows, int row, Layout.Window window, View view, long current) {
        change(window, view, false);
        results.changed();
        for (int i = 0; i < layout.outputs.size(); i++) {
            Layout.Output output = layout.outputs.get(i);
            if (output.window().at() != window.at()) {
                continue;
            }
            if (output.isSelection()) {
                selections.write(
                        output, view.physicalFrom(buffer), view.end(), view.skip(), current, rows.outputs[i], row);
            } else {
                results.writeRunning(readings[i], view.rows(), rows.outputs[i], row);
            }
        }
        change(window, view, true);
    }

    /** Brings the running sums from the rows between the cursors to those of a view, or back. */
    private void change(Layout.Window window, View view, boolean back) {
        if (window.running().isEmpty()) {
            return;
        }
        long tail = Math.max(buffer.word(window.tailWord()), buffer.first());
        long head = buffer.word(layout.heads.get(window.head()).word());
        long from = view.physicalFrom(buffer);
        changeRange(window, tail, Math.min(from, head), view, !back, true);
        changeRange(window, Math.max(view.end(), tail), head, view, !back, true);
        changeRange(window, from, Math.min(tail, view.end()), view, back, false);
        changeRange(window, Math.max(head, from), view.end(), view, back, false);
        boolean skipped = view.skip() >= from && view.skip() < view.end();
        if (skipped && view.skip() >= tail && view.skip() < head) {
            sums.change(window, view.skip(), !back);
        }
    }

    private void changeRange(Layout.Window window, long from, long to, View view, boolean away, boolean all) {
        for (long place = from; place < to; place++) {
            if (all || place != view.skip()) {
                sums.change(window, place, away);
            }
        }
    }

    private void makeRoom(long horizon) {
        if (!buffer.isFull()) {
            return;
        }
        evict(horizon);
        if (buffer.size() * 2 > buffer.capacity()) {
            buffer.resize(buffer.log() + 1);
        }
    }

    /** Lets go of the rows that no later event sees. */
    private void evict(long horizon) {
        if (horizon == Long.MIN_VALUE) {
            return;
        }
        long stands = Math.max(buffer.word(Layout.CLOCK), horizon);
        for (int head = 0; head < windowsByHead.length; head++) {
            advance(head, stands);
        }
        buffer.word(Layout.CLOCK, stands);
        long keep = buffer.end();
        for (Layout.Window window : layout.windows) {
            WindowRule rule = window.rule();
            long limit = before(horizon, rule.delayMicros());
            long from = rule.isSliding()
                    ? buffer.after(before(limit, rule.lastMicros()))
                    : buffer.after(limit) - (rule.isLifetime() ? 0 : rule.rows());
            keep = Math.min(keep, Math.max(from, buffer.first()));
        }
        drop(keep);
    }

    private void drop(long keep) {
        for (long place = buffer.first(); place < keep; place++) {
            for (Layout.Window window : layout.windows) {
                folded.fold(window, place);
            }
            release(place);
        }
        rowsHeld -= keep - buffer.first();
        queues.dropBefore(keep);
        buffer.dropBefore(keep);
    }

    private void release(long place) {
        for (Layout.Value value : layout.values) {
            if (value.isText() && buffer.get(place, value.word()) != NOWHERE) {
                texts.release(buffer.get(place, value.word()));
            }
        }
    }

    /** The open key begins anew. */
    private void forget() {
        for (Layout.Window window : layout.windows) {
            sums.clear(window);
            folded.clear(window);
        }
        long end = buffer.end();
        for (long place = buffer.first(); place < end; place++) {
            release(place);
        }
        rowsHeld -= buffer.size();
        queues.dropBefore(end);
        buffer.dropBefore(end);
        for (Layout.Head head : layout.heads) {
            buffer.word(head.word(), end);
        }
        for (Layout.Window window : layout.windows) {
            buffer.word(window.tailWord(), end);
        }
        buffer.word(Layout.CLOCK, Long.MIN_VALUE);
    }

    /** Looks at some keys, in turn, whether anybody can see them any more. */
    private void sweep(int rows, long horizon) {
        sinceSweep += rows;
        while (sinceSweep >= SWEEP_EVERY) {
            sinceSweep -= SWEEP_EVERY;
            if (swept >= records.end()) {
                swept = 0;
            }
            int id = swept++;
            if (retentionMicros >= 0 && horizon != Long.MIN_VALUE && id < records.end()) {
                sweepOne(id, before(horizon, retentionMicros));
            }
        }
    }

    /** Lets go of all keys that nobody can see any more. */
    void sweepAll(long horizon) {
        if (retentionMicros >= 0 && horizon != Long.MIN_VALUE) {
            for (int id = 0; id < records.end(); id++) {
                sweepOne(id, before(horizon, retentionMicros));
            }
            publish();
        }
    }

    private void sweepOne(int id, long unseen) {
        long[] page = records.page(id);
        int at = records.offset(id);
        if ((page[at + Layout.FLAGS] & KeyBuffer.LIVE) != 0 && page[at + Layout.NEWEST] <= unseen) {
            remove(id);
        }
    }

    private void remove(int id) {
        buffer.open(id);
        forget();
        queues.close();
        buffer.close();
        buffer.word(Layout.FLAGS, 0);
        index.remove(id);
    }

    /** What it holds after the last batch; from any thread. */
    StatePart.Figures figures() {
        return figures;
    }

    private long bytes() {
        return records.bytes()
                + index.bytes()
                + segments.bytes()
                + texts.bytes()
                + queues.bytes()
                + sums.bytes()
                + cut.bytes();
    }

    /**
     * Begins a snapshot of how things stand now: of all keys, or of those that changed since the last one. Costs next to nothing; {@link
     * #continueCut} writes them, and a key that changes before its turn is written first.
     */
    void beginCut(boolean full) {
        cut.begin(full);
    }

    /** Writes keys until so many bytes are written, and whether that is all of them. */
    boolean continueCut(long bytes) {
        return cut.advance(bytes);
    }

    /** Gives a snapshot up. What changed before it is no longer known: the next must be a full one. */
    void abandonCut() {
        cut.abandon();
    }

    /** What has been written since it was last taken; null for nothing. */
    byte @Nullable [] takeImages() {
        return cut.take();
    }

    /** Takes a key over as an image has it, in place of what is known of it. */
    void load(long hash, byte[] key, ImageReader from) {
        int known = find(hash, key);
        if (known >= 0) {
            remove(known);
        }
        int id = index.add(hash, key, 0, key.length);
        buffer.create(id);
        buffer.open(id);
        queues.create();
        rowsHeld += images.read(from);
        publish();
    }

    /**
     * Copies what is known of a row's key; nothing of a key that is not known. Changes nothing.
     *
     * @return how many events the key holds; -1, and nothing is copied, where they are more than {@code mostRows}
     */
    int copy(GroupingRows rows, int row, long mostRows, KeyCopy to) {
        to.clear();
        int id = index.find(
                rows.hash[row],
                rows.keyFirst[row],
                rows.keySecond[row],
                rows.keys.bytes,
                rows.keyStart[row],
                rows.keyLength[row]);
        if (id < 0) {
            return 0;
        }
        buffer.open(id);
        if (buffer.size() > mostRows) {
            return NOT_COPIED;
        }
        if (layoutIsOfWords && !sums.isWide()) {
            to.takeWords(buffer, queues);
        } else {
            to.takeImage(images);
        }
        return buffer.size();
    }

    /** Takes over what {@link #copy} copied of a row's key, which is not known here. */
    void load(GroupingRows rows, int row, KeyCopy copy) {
        if (copy.isImage()) {
            ImageReader image = copy.image();
            byte[] key = image.takeBytes();
            load(Images.hash(key), key, image);
        } else if (copy.isWords()) {
            int id = index.add(rows.hash[row], rows.keys.bytes, rows.keyStart[row], rows.keyLength[row]);
            buffer.create(id);
            buffer.open(id);
            queues.create();
            copy.giveWords(buffer, queues);
            rowsHeld += buffer.size();
        }
    }

    /** Lets go of all keys. */
    void removeAll() {
        for (int id = 0; id < records.end(); id++) {
            if ((records.page(id)[records.offset(id) + Layout.FLAGS] & KeyBuffer.LIVE) != 0) {
                remove(id);
            }
        }
        cut.forgetChanges();
    }

    private int find(long hash, byte[] key) {
        long first = KeyIndex.first(key, 0, key.length);
        return index.find(hash, first, KeyIndex.second(key, 0, key.length), key, 0, key.length);
    }

    /** All that is known of a key; null for one that is not there. */
    @Nullable
    KeyView view(long hash, byte[] key) {
        int id = find(hash, key);
        if (id < 0) {
            return null;
        }
        buffer.open(id);
        results.changed();
        return viewer.view();
    }

    /** Tells of every key. */
    void forEachKey(Consumer<byte[]> to) {
        for (int id = 0; id < records.end(); id++) {
            if ((records.page(id)[records.offset(id) + Layout.FLAGS] & KeyBuffer.LIVE) != 0) {
                to.accept(index.key(id));
            }
        }
    }

    /** Which keys are to be written, and what is written of them. */
    private final class Cut {
        private static final int DIRTY_SHIFT = 8;
        private static final int FULL_SHIFT = 36;
        private static final long EPOCH = (1 << 28) - 1;
        private static final int KEPT_BYTES = 1 << 20;

        private LongList dirty = new LongList();
        private LongList saving = new LongList();
        private ByteArena written = new ByteArena(64);
        private ImageWriter writer = new ImageWriter(written);
        private long epoch = 1;
        private boolean open;
        private boolean full;
        private int next;
        private int end;

        /** A new key is in no snapshot that has begun. */
        void created(int id) {
            long[] page = records.page(id);
            page[records.offset(id) + Layout.FLAGS] |= epoch << FULL_SHIFT;
        }

        /** The open key is about to change. */
        void touch(int id) {
            long flags = buffer.word(Layout.FLAGS);
            if (open && isWaiting(id, flags)) {
                save();
                flags = buffer.word(Layout.FLAGS);
            }
            if (((flags >>> DIRTY_SHIFT) & EPOCH) != epoch) {
                buffer.word(Layout.FLAGS, (flags & ~(EPOCH << DIRTY_SHIFT)) | (epoch << DIRTY_SHIFT));
                dirty.add(id);
            }
        }

        private boolean isWaiting(int id, long flags) {
            return full
                    ? id >= next && id < end && flags >>> FULL_SHIFT != epoch
                    : ((flags >>> DIRTY_SHIFT) & EPOCH) == epoch - 1;
        }

        private void save() {
            images.write(writer);
            long flags = buffer.word(Layout.FLAGS);
            buffer.word(
                    Layout.FLAGS,
                    full ? (flags & ~(EPOCH << FULL_SHIFT)) | (epoch << FULL_SHIFT) : flags & ~(EPOCH << DIRTY_SHIFT));
        }

        void begin(boolean all) {
            if (open) {
                throw new IllegalStateException("a snapshot is being cut already");
            }
            epoch++;
            LongList former = saving;
            saving = dirty;
            dirty = former;
            dirty.clear();
            open = true;
            full = all;
            next = 0;
            end = all ? records.end() : saving.size();
        }

        boolean advance(long bytes) {
            int from = written.size;
            while (open && next < end && written.size - from < bytes) {
                int id = full ? next : (int) saving.get(next);
                long flags = records.page(id)[records.offset(id) + Layout.FLAGS];
                if ((flags & KeyBuffer.LIVE) != 0 && isWaiting(id, flags)) {
                    buffer.open(id);
                    save();
                }
                next++;
            }
            open = open && next < end;
            return !open;
        }

        void forgetChanges() {
            dirty.clear();
        }

        void abandon() {
            open = false;
            take();
        }

        byte @Nullable [] take() {
            if (written.size == 0) {
                return null;
            }
            byte[] images = Arrays.copyOf(written.bytes, written.size);
            written.clear();
            if (written.bytes.length > KEPT_BYTES) {
                written = new ByteArena(64);
                writer = new ImageWriter(written);
            }
            return images;
        }

        long bytes() {
            return dirty.bytes() + saving.bytes() + written.bytes.length;
        }
    }
}
