package dev.forebay.runtime.state;

import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.Ordering;
import dev.forebay.types.batch.EventBatch;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ordering stage of a run, with the snapshots that are cut from it.
 *
 * <p>A small state (no ids are remembered) travels with every commit in the journal and needs no files. A large one is cut now and then:
 * the outcome of the batch after which it was cut carries it, and the commit ends with that batch. <b>Threads</b>: as
 * {@link Ordering}; {@link #cut} only while nothing is being ordered.
 */
public final class StateKeeper implements Ordering {
    private final OrderingStage stage;
    private final WindowState windows;
    private final Map<Integer, Long> watermarks = new TreeMap<>();
    private final long intervalNanos;
    private long lastCut = System.nanoTime();
    private volatile long stateBytes;

    /**
     * A keeper that knows nothing yet.
     *
     * @param interval how often a large state is cut
     * @param workers how many threads work on it
     */
    public StateKeeper(Plan plan, Duration interval, int workers) {
        this.stage = new OrderingStage(plan);
        this.windows = new WindowState(plan, Integer.highestOneBit(workers));
        this.intervalNanos = interval.toNanos();
    }

    /** What the windows know. */
    public WindowState windows() {
        return windows;
    }

    /** Whether the state needs files; otherwise all of it stands in the journal. */
    public boolean needsSnapshots() {
        return stage.remembersIds();
    }

    /**
     * Takes a state over, whole or from the journal.
     *
     * @throws IllegalArgumentException where the bytes are damaged or of another kind of pipeline
     */
    public void restore(byte[] state) {
        stage.restore(state);
    }

    /** Orders a batch that was committed before: moves the state, and nothing comes of it. */
    public void replay(EventBatch batch) {
        stage.order(batch);
        noteWatermarks(batch);
    }

    /** Remembers the watermarks that the journal names, so that later records name them too. */
    public void noteWatermarks(Map<Integer, Long> known) {
        watermarks.putAll(known);
    }

    @Override
    public void order(EventBatch batch, EncodedFrame outcome) {
        long lateBefore = stage.late();
        stage.order(batch);
        outcome.late = stage.late() - lateBefore;
        noteWatermarks(batch);
        outcome.watermarksMicros = Map.copyOf(watermarks);
        outcome.orderingState = stage.snapshotWithoutIds();
        stateBytes = stage.stateBytes();
        if (needsSnapshots() && System.nanoTime() - lastCut >= intervalNanos) {
            outcome.state = cut();
        }
    }

    /** The whole state as it stands. */
    public byte[] cut() {
        lastCut = System.nanoTime();
        return stage.snapshot();
    }

    /** What the state takes in memory, in bytes, nearly. */
    public long stateBytes() {
        return stateBytes;
    }

    private void noteWatermarks(EventBatch batch) {
        int last = -1;
        for (int row = 0; row < batch.size(); row++) {
            int partition = batch.partition[row];
            if (partition != last) {
                last = partition;
                long watermark = stage.watermarkMicros(partition);
                if (watermark != Long.MIN_VALUE) {
                    watermarks.put(partition, watermark);
                }
            }
        }
    }
}
