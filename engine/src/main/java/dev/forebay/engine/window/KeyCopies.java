package dev.forebay.engine.window;

import dev.forebay.plan.Plan;
import dev.forebay.types.batch.ByteArena;
import java.util.Arrays;

/**
 * What a state knows of the keys of one batch, copied, so that the batch's events can be computed as if each came next: the state itself is read
 * and stays as it is, and the events know nothing of one another.
 *
 * <p>The keys of a prepared batch are copied lane by lane by {@link #copy}, each in its lane's turn; {@link #run} then needs the state no more.
 * It takes each event through windows that hold the copy of its key and nothing else. Sums are exact, so that what it sees is bit for bit
 * what it would see in the state.
 *
 * <p><b>Cost</b>: in the number of events that the buffers of the keys hold. <b>Threads</b>: one at a time.
 */
public final class KeyCopies {
    private static final int KEPT_BYTES = 4 << 20;

    private final Layout[] layouts;
    private final Shard[] scratch;
    private final long mostRows;
    private final ByteArena images = new ByteArena(1 << 12);
    private final ImageWriter writer = new ImageWriter(images);
    /** For each part and row where its image begins and ends; none where the key is not known. */
    private final int[][] start;

    private final int[][] end;
    private final boolean[] tooLarge;

    /**
     * For the batches of one compiled pipeline.
     *
     * @param capacity the most rows of a batch
     * @param mostRows the most events of a key that are copied; a key that holds more is not copied at all
     */
    public KeyCopies(Plan plan, int capacity, long mostRows) {
        this.layouts = Layout.Part.of(plan.windowing()).stream()
                .map(part -> new Layout(plan, part))
                .toArray(Layout[]::new);
        this.scratch = Arrays.stream(layouts).map(Shard::new).toArray(Shard[]::new);
        this.mostRows = mostRows;
        this.start = new int[layouts.length][capacity];
        this.end = new int[layouts.length][capacity];
        this.tooLarge = new boolean[capacity];
    }

    /** Forgets what was copied: before the lanes of another batch. */
    public void clear() {
        images.clear();
        if (images.bytes.length > KEPT_BYTES) {
            images.bytes = new byte[1 << 12];
        }
        for (int part = 0; part < layouts.length; part++) {
            Arrays.fill(start[part], 0);
            Arrays.fill(end[part], 0);
        }
        Arrays.fill(tooLarge, false);
    }

    /** Copies the keys of a prepared batch that are in one lane. In the lane's turn. */
    public void copy(WindowState state, int lane, WindowBatch batch) {
        int part = lane / state.lanesPerPart();
        int of = lane % state.lanesPerPart();
        GroupingRows rows = batch.part(part);
        for (int i = rows.laneStart[of]; i < rows.laneStart[of + 1]; i++) {
            int row = rows.order[i];
            start[part][row] = images.size;
            tooLarge[row] |= !state.shard(lane).copy(rows, row, mostRows, writer);
            end[part][row] = images.size;
        }
    }

    /** Whether a key of the row holds too many events to be copied; its aggregates are then not to be read. */
    public boolean isTooLarge(int row) {
        return tooLarge[row];
    }

    /** Computes the aggregates of the batch, each row as if it came next. */
    public void run(WindowBatch batch) {
        for (int part = 0; part < layouts.length; part++) {
            GroupingRows rows = batch.part(part);
            int last = rows.laneStart[rows.laneStart.length - 1];
            for (int i = 0; i < last; i++) {
                run(scratch[part], rows, i, start[part][rows.order[i]], end[part][rows.order[i]]);
            }
        }
    }

    private void run(Shard shard, GroupingRows rows, int at, int from, int to) {
        if (to > from) {
            ImageReader image = new ImageReader(images.bytes, from, to - from);
            byte[] key = image.takeBytes();
            shard.load(Images.hash(key), key, image);
        }
        shard.run(rows, at, at + 1);
        shard.removeAll();
    }
}
