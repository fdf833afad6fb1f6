package dev.forebay.engine.window;

import dev.forebay.plan.Plan;
import java.util.Arrays;

/**
 * What a state knows of the keys of one batch, copied, so that the batch's events can be computed as if each came next: the state itself is read
 * and stays as it is, and the events know nothing of one another.
 *
 * <p>The keys of a prepared batch are copied lane by lane by {@link #copy}, each in its lane's turn; {@link #run} then needs the state no more.
 * It takes each event through windows that hold the copy of its key and nothing else. Sums are exact, so that what it sees is bit for bit
 * what it would see in the state.
 *
 * <p><b>Cost</b>: a copy of the words that the keys hold; more where they hold texts, counts of values or sums too wide for words, which are put
 * together anew. <b>Threads</b>: one at a time.
 */
public final class KeyCopies {
    /** How many times the events of one key may be copied for a batch: memory is bounded also where many events are of large keys. */
    private static final int OF_A_BATCH = 2;

    private final Shard[] scratch;
    private final long mostRows;
    /** For each part and row. */
    private final KeyCopy[][] copies;

    private final boolean[] tooLarge;
    /** How many more events may be copied for the batch. */
    private long left;

    /**
     * For the batches of one compiled pipeline.
     *
     * @param capacity the most rows of a batch
     * @param mostRows the most events of a key that are copied, and half of the most for a batch; a key that holds more is not copied at all
     */
    public KeyCopies(Plan plan, int capacity, long mostRows) {
        this.scratch = Layout.Part.of(plan.windowing()).stream()
                .map(part -> new Shard(new Layout(plan, part)))
                .toArray(Shard[]::new);
        this.mostRows = mostRows;
        this.copies = new KeyCopy[scratch.length][capacity];
        for (KeyCopy[] ofPart : copies) {
            Arrays.setAll(ofPart, row -> new KeyCopy());
        }
        this.tooLarge = new boolean[capacity];
    }

    /** Forgets what was copied: before the lanes of another batch. */
    public void clear() {
        for (KeyCopy[] ofPart : copies) {
            for (KeyCopy copy : ofPart) {
                copy.clear();
            }
        }
        Arrays.fill(tooLarge, false);
        left = OF_A_BATCH * mostRows;
    }

    /** Copies the keys of a prepared batch that are in one lane. In the lane's turn. */
    public void copy(WindowState state, int lane, WindowBatch batch) {
        int part = lane / state.lanesPerPart();
        int of = lane % state.lanesPerPart();
        GroupingRows rows = batch.part(part);
        for (int i = rows.laneStart[of]; i < rows.laneStart[of + 1]; i++) {
            int row = rows.order[i];
            int copied = state.shard(lane).copy(rows, row, Math.min(mostRows, left), copies[part][row]);
            tooLarge[row] |= copied < 0;
            left -= Math.max(0, copied);
        }
    }

    /** Whether a key of the row holds too many events to be copied, by itself or beside those before it; its aggregates are then not to be read. */
    public boolean isTooLarge(int row) {
        return tooLarge[row];
    }

    /** Computes the aggregates of the batch, each row as if it came next. */
    public void run(WindowBatch batch) {
        for (int part = 0; part < scratch.length; part++) {
            GroupingRows rows = batch.part(part);
            Shard shard = scratch[part];
            int last = rows.laneStart[rows.laneStart.length - 1];
            for (int i = 0; i < last; i++) {
                try {
                    shard.load(rows, rows.order[i], copies[part][rows.order[i]]);
                    shard.run(rows, i, i + 1);
                } finally {
                    // Also where memory ran out: the next use must not see what this one left.
                    shard.removeAll();
                }
            }
        }
    }
}
