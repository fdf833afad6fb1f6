package dev.forebay.engine.window;

import dev.forebay.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pipeline's windows know: the buffers of all keys. One for a run, shared by all batches.
 *
 * <p>It is divided into <i>lanes</i>: a key is in one lane of each part. Each batch goes through every lane once, and every lane takes the
 * batches in processing order; different lanes may work on different batches at the same time. What comes out does not depend on how many
 * lanes there are.
 *
 * <p><b>Threads</b>: one at a time in a lane, with a happens-before edge between two of them. <b>Cost</b>: constant an event and window,
 * amortised, for events in order; in the number of rows between for those that are not.
 */
public final class WindowState {
    private final int lanesPerPart;
    private final List<Shard> shards = new ArrayList<>();
    private final List<Layout> layouts = new ArrayList<>();

    /**
     * An empty state.
     *
     * @param lanesPerPart a power of two: how many threads can work on the keys of one grouping
     */
    public WindowState(Plan plan, int lanesPerPart) {
        if (Integer.bitCount(lanesPerPart) != 1) {
            throw new IllegalArgumentException(lanesPerPart + " lanes are no power of two");
        }
        this.lanesPerPart = lanesPerPart;
        for (Layout.Part part : Layout.Part.of(plan.windowing())) {
            Layout layout = new Layout(plan, part);
            layouts.add(layout);
            for (int i = 0; i < lanesPerPart; i++) {
                shards.add(new Shard(layout));
            }
        }
    }

    /** How many lanes a batch has to go through; 0 without windows. */
    public int lanes() {
        return shards.size();
    }

    /** What {@link WindowBatch#prepare} is to be told. */
    public int lanesPerPart() {
        return lanesPerPart;
    }

    /** Takes a prepared batch through one lane. */
    public void run(int lane, WindowBatch batch) {
        GroupingRows rows = batch.part(lane / lanesPerPart);
        int of = lane % lanesPerPart;
        shards.get(lane).run(rows, rows.laneStart[of], rows.laneStart[of + 1]);
    }

    /** How many keys there are, over all groupings. */
    public long keys() {
        return shards.stream().mapToLong(Shard::keys).sum();
    }

    /** How many events the buffers hold, over all groupings. */
    public long retainedEvents() {
        return shards.stream().mapToLong(Shard::rowsHeld).sum();
    }

    /** How much memory it takes, in bytes, nearly. */
    public long bytes() {
        return shards.stream().mapToLong(Shard::bytes).sum();
    }
}
