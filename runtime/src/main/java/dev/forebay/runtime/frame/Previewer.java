package dev.forebay.runtime.frame;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.window.KeyCopies;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Computes what would become of some events if each came next in a run, from the run's state as it stands behind one batch, and changes nothing.
 *
 * <p>Life of a use: {@link #clear}, {@link #add} each event, {@link #decode}, {@link #place} each, {@link #look}, {@link #compute}, read.
 * <b>Same bits</b>: an event that is then really processed with nothing in between gets what was computed here. <b>Threads</b>: one at a
 * time; what it copies of the state may be copied by a worker of the run, while this one waits.
 */
public final class Previewer implements Look.Viewer {
    private static final int KEPT_BYTES = 4 << 20;

    private final CompiledPipeline pipeline;
    private final EventBatch batch;
    private final RecordDecoder decoder;
    private final KeyCopies copies;
    private final boolean hasWindows;
    private final KeyWriter keyWriter = new KeyWriter();
    private Map<Integer, Long> positions = Map.of();

    /**
     * For events of a plan.
     *
     * @param scorers brings its model
     * @param capacity the most events at once
     * @param mostRows the most events of a key that are copied
     */
    Previewer(Plan plan, Scorers scorers, RecordDecoder decoder, int capacity, long mostRows) {
        this.pipeline = CompiledPipeline.compile(plan, scorers, capacity);
        this.batch = pipeline.batch();
        this.decoder = decoder;
        this.copies = new KeyCopies(plan, capacity, mostRows);
        this.hasWindows = !plan.windowing().isEmpty();
    }

    /** Begins anew. */
    public void clear() {
        batch.clear();
        if (batch.arena.bytes.length > KEPT_BYTES) {
            batch.arena.bytes = new byte[1 << 16];
        }
    }

    /** Adds an event as it would stand in a record of that time. */
    public void add(long recordTimeMicros, byte[] value, int from, int length) {
        batch.add(0, 0, recordTimeMicros, value, 0, -1, value, from, length);
    }

    /** How many events there are. */
    public int size() {
        return batch.size();
    }

    /** Parses the events and tests them against schema and checks. */
    public void decode() {
        decoder.decode(batch);
        pipeline.check();
    }

    /** The value of a field as the key of a record; null for null. */
    public byte @Nullable [] key(int row, int slot) {
        if (batch.rejections.isRejected(row)) {
            return null;
        }
        ByteArena key = new ByteArena(32);
        int length = keyWriter.write(pipeline.column(slot), row, key);
        return length < 0 ? null : Arrays.copyOf(key.bytes, length);
    }

    /** Says in which partition of the source an event would be. */
    public void place(int row, int partition) {
        batch.partition[row] = partition;
    }

    /** The partition that {@link #place} said. */
    public int partition(int row) {
        return batch.partition[row];
    }

    /**
     * Reads what the events need of the state.
     *
     * @param deadlineNanos as {@link System#nanoTime}
     * @return false where the run stopped or it did not come to that in time
     */
    public boolean look(FrameFlow flow, long deadlineNanos) throws InterruptedException {
        copies.clear();
        pipeline.prepare(flow.windows());
        Set<Integer> lanes = lanes(flow.windows());
        return flow.look(new Look(flow.windows().lanes(), lanes::contains, this), deadlineNanos);
    }

    private Set<Integer> lanes(WindowState windows) {
        Set<Integer> lanes = new TreeSet<>();
        for (int lane = 0; lane < windows.lanes(); lane++) {
            if (windows.hasKeys(lane, pipeline.windows())) {
                lanes.add(lane);
            }
        }
        return lanes;
    }

    @Override
    public void ordering(Ordering ordering) {
        ordering.preview(batch);
        positions = ordering.positions();
    }

    @Override
    public void lane(int lane, WindowState windows) {
        copies.copy(windows, lane, pipeline.windows());
    }

    /** Computes everything, the model included. */
    public void compute() {
        if (hasWindows) {
            copies.run(pipeline.windows());
        }
        pipeline.compute();
    }

    /** For each partition of the source the offset behind the last event that the state knows of. */
    public Map<Integer, Long> positions() {
        return positions;
    }

    /** Whether an event is of a key with more events than are copied: nothing is known of it. */
    public boolean isTooLarge(int row) {
        return copies.isTooLarge(row);
    }

    /** Why an event is rejected; empty where it is not. */
    public List<Reason> reasons(int row) {
        return batch.rejections.of(row);
    }

    public boolean isLate(int row) {
        return (batch.flags[row] & EventBatch.LATE) != 0;
    }

    public boolean isIncomplete(int row) {
        return (batch.flags[row] & EventBatch.INCOMPLETE) != 0;
    }

    /** The column of a slot. */
    public Vector column(int slot) {
        return pipeline.column(slot);
    }
}
