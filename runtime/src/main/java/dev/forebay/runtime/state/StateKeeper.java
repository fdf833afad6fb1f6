package dev.forebay.runtime.state;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.Attachment;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.StatePart;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.Frame;
import dev.forebay.runtime.frame.Ordering;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.journal.Released;
import dev.forebay.runtime.memory.MemoryBudget;
import dev.forebay.runtime.snapshot.Snapshot;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.runtime.snapshot.SnapshotFigures;
import dev.forebay.runtime.snapshot.SnapshotFile;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows across events, the ordering stage and the windows, with the snapshots that are cut from it.
 *
 * <p>A small state (no ids are remembered, no windows) travels with every commit in the journal and needs no files. A large one is cut now
 * and then: the outcome of the batch after which it was cut carries the cut, and the commit ends with that batch. The lanes of the windows
 * write their keys a little with each batch that follows, and whoever takes the pieces asks for more between batches by {@link #advance}. Of events that wait
 * for their turn a cut holds the positions only.
 *
 * <p><b>Threads</b>: as {@link Ordering}; {@link #cutNow} only while nobody works on the state.
 */
public final class StateKeeper implements Ordering {
    /** What a lane writes of a snapshot with each batch: a millisecond at most. */
    static final long BYTES_A_BATCH = 256 << 10;
    /** Pieces that wait for the disk beyond this are not made before they must be. */
    private static final long MOST_WAITING = 8 << 20;
    /** A cut that holds so much of what changed meanwhile is given up: the disk is too slow for it. */
    private static final long MOST_HELD =
            Math.max(64 << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final int CUTS_BEFORE_FULL = 60;

    private final Plan plan;
    private final int lanes;
    private final long mostHeld;
    private OrderingStage stage;
    private volatile WindowState windows;
    private final String signature;
    private final StateLimit limit;
    private final Map<Integer, Long> watermarks = new TreeMap<>();
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final long intervalNanos;
    private final @Nullable SnapshotCut[] open;
    private volatile long lastCut = System.nanoTime();
    private volatile @Nullable SnapshotCut newest;
    private final AtomicBoolean nextIsFull = new AtomicBoolean(true);
    private volatile long orderingBytes;
    private volatile long heldBytes;
    private volatile long heldEvents;
    private Map<Integer, Long> shownWatermarks = Map.of();
    private int cutsSinceFull;
    private List<Snapshot> restoredFrom = List.of();
    private volatile @Nullable SnapshotFigures saved;

    /**
     * A keeper that knows nothing yet.
     *
     * @param interval how often a large state is cut
     * @param workers how many threads work on it
     * @param limit what the state may take in memory
     */
    public StateKeeper(Plan plan, Duration interval, int workers, StateLimit limit) {
        this(plan, interval, workers, limit, MOST_HELD);
    }

    StateKeeper(Plan plan, Duration interval, int workers, StateLimit limit, long mostHeld) {
        this.plan = plan;
        this.mostHeld = mostHeld;
        this.lanes = Integer.highestOneBit(workers);
        this.stage = new OrderingStage(plan);
        this.windows = new WindowState(plan, lanes);
        this.signature = windows.isEmpty() ? "" : sha256(windows.signature());
        this.intervalNanos = interval.toNanos();
        this.open = new SnapshotCut[windows.lanes()];
        this.limit = limit;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public WindowState windows() {
        return windows;
    }

    /** What names the windows in snapshots: those of others are of no use. */
    public String signature() {
        return signature;
    }

    /** Whether the state needs files; otherwise all of it stands in the journal. */
    public boolean needsSnapshots() {
        return ordersByTime() || stage.remembersIds() || !windows.isEmpty();
    }

    @Override
    public boolean ordersByTime() {
        return plan.event().ordersByTime();
    }

    /** How long before the smallest watermark an event may be and still matter, in microseconds; -1 for any time. */
    public long retentionMicros() {
        long seen = windows.isEmpty() ? 0 : windows.retentionMicros();
        return seen < 0
                ? -1
                : Math.max(seen, stage.remembersIds() ? plan.event().duplicatesMicros() : 0);
    }

    /**
     * Takes over what the journal knows of the ordering stage after a commit; of the events that were held then it knows nothing.
     *
     * @throws IllegalArgumentException where the bytes are damaged or of another kind of pipeline
     */
    void restore(byte[] orderingState, Released released) {
        stage.restore(orderingState);
        stage.resume(released.events(), released.rankMicros());
    }

    /** Takes over a full snapshot and what was added to it. */
    void restore(List<Snapshot> chain) throws IOException {
        for (Snapshot snapshot : chain) {
            SnapshotFile.read(snapshot.file(), new SnapshotFile.Content() {
                @Override
                public void ordering(byte[] state) {
                    stage.restore(state);
                }

                @Override
                public void images(int part, byte[] images) {
                    windows.load(part, images);
                    requireRoom();
                }
            });
            windows.sweep(stage.horizonMicros());
        }
    }

    /** Knows nothing again. */
    void reset() {
        stage = new OrderingStage(plan);
        windows = new WindowState(plan, lanes);
    }

    /** Says which snapshots it was restored from, so that the next need only add to them. */
    public void standsOn(List<Snapshot> chain) {
        restoredFrom = List.copyOf(chain);
        nextIsFull.set(false);
        cutsSinceFull = chain.size() - 1;
        Snapshot newest = chain.get(chain.size() - 1);
        saved = new SnapshotFigures(newest.file().toFile().lastModified(), newest.bytes(), 0);
    }

    /** The snapshots it was restored from, the full one first; empty for none. */
    public List<Snapshot> restoredFrom() {
        return restoredFrom;
    }

    /** Says that a snapshot was written. From any thread. */
    public void saved(SnapshotFigures newest) {
        saved = newest;
    }

    /** The newest snapshot; null for none. From any thread. */
    public @Nullable SnapshotFigures newestSnapshot() {
        return saved;
    }

    /** What the windows hold, by the columns of their keys. From any thread. */
    public Map<String, StatePart.Figures> figures() {
        WindowState known = windows;
        Map<String, StatePart.Figures> figures = new TreeMap<>();
        for (int part = 0; part < known.parts().size(); part++) {
            figures.merge(known.parts().get(part).key(), known.figures(part), StatePart.Figures::plus);
        }
        return figures;
    }

    /** Takes a batch that was committed before: moves the state, and nothing comes of it. */
    public void replay(CompiledPipeline pipeline) {
        requireRoom();
        stage.order(pipeline.batch());
        orderingBytes = stage.stateBytes();
        pipeline.aggregate(windows);
        noteWatermarks(pipeline.batch());
    }

    /** As {@link #replay}, for a checked batch of events that are to be held. */
    void replayHold(EventBatch batch, @Nullable Attachment[] attachments) {
        stage.hold(batch, attachments);
        noteWatermarks(batch);
        noteHeld();
        limit.require(stateBytes(), windows.keys(), windows.retainedEvents(), heldEvents);
    }

    /**
     * Processes again, in an empty batch, events whose turn has come, as long as fewer than {@code released} are since the first commit; whether
     * there were any.
     */
    boolean replayRelease(
            CompiledPipeline pipeline, RecordDecoder decoder, @Nullable Attachment[] attachments, long released) {
        EventBatch batch = pipeline.batch();
        int moved =
                stage.release(batch, attachments, MemoryBudget.HERE.frame(), Math.max(0, released - stage.released()));
        if (moved > 0) {
            decoder.decode(batch);
            pipeline.check();
            stage.orderReleased(batch);
            pipeline.aggregate(windows);
        }
        noteHeld();
        return moved > 0;
    }

    /** Does what was decided, now or in the run that is done again. */
    void replay(Decision decision) {
        boolean hasWatermark = stage.watermarkMicros(decision.partition()) != Long.MIN_VALUE;
        if (decision.kind() == Decision.Kind.EXPECT) {
            stage.expect(decision.partition());
        } else if (plan.event().ordersByTime() || !hasWatermark) {
            // With order: arrival a partition that has a watermark holds nobody up.
            stage.passOver(decision.partition());
        }
    }

    /** For each partition the first and the last offset of the events that a restored state holds without their bytes. */
    Map<Integer, long[]> missing() {
        return stage.missing();
    }

    /** Takes those events of a batch whose bytes are missing. */
    void supply(EventBatch batch, @Nullable Attachment[] attachments) {
        stage.supply(batch, attachments);
        noteHeld();
    }

    /** How many events have been released since the first commit. */
    long released() {
        return stage.released();
    }

    /** What the clock of no event after a commit is below; {@link Long#MIN_VALUE} for nothing. */
    public long horizonMicros(byte[] orderingState, Released released) {
        OrderingStage then = new OrderingStage(plan);
        then.restore(orderingState);
        then.resume(released.events(), released.rankMicros());
        return then.horizonMicros();
    }

    /** Whether the state is what most of the memory is for, so that memory that runs out runs out because of it. */
    public boolean isLarge() {
        return stateBytes() > Runtime.getRuntime().maxMemory() / 4;
    }

    /** Memory ran out, most likely because one key's share of the state had to grow at once. */
    public RunFailure outOfMemory(Throwable cause) {
        return limit.exceeded(cause, stateBytes(), windows.keys(), windows.retainedEvents(), heldEvents);
    }

    /** The largest rank of all events up to a commit, of which {@code orderingState} is the journal's. */
    long largestRankMicros(byte[] orderingState) {
        OrderingStage then = new OrderingStage(plan);
        then.restore(orderingState);
        return then.largestRankMicros();
    }

    /** A history is read that ends before {@code untilMicros}; each batch is told to {@link #noteHistory} when it was taken. */
    public void beginHistory(long untilMicros) {
        stage.beginHistory(untilMicros);
    }

    /** Remembers the ids of a batch of the history. */
    public void noteHistory(EventBatch batch) {
        stage.noteHistory(batch);
    }

    /** The history has been read, and a topic of so many partitions goes on. */
    public void endHistory(int partitions) {
        stage.endHistory(partitions);
    }

    /** A history that knows no partitions has been read: all of a topic begin where it ended. */
    public void spreadWatermark(int partitions) {
        stage.spreadWatermark(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            noteWatermark(partition);
        }
    }

    /** How many ids of the history are remembered. */
    public long seamIds() {
        return stage.seamIds();
    }

    /** What the ordering stage knows but the ids of events. */
    public byte[] orderingState() {
        return stage.snapshotWithoutIds();
    }

    /** The watermark of each partition that has one. */
    public Map<Integer, Long> watermarksMicros() {
        return Map.copyOf(watermarks);
    }

    /** Remembers the watermarks that the journal names, so that later records name them too. */
    public void noteWatermarks(Map<Integer, Long> known) {
        watermarks.putAll(known);
    }

    @Override
    public void order(EventBatch batch, List<Decision> decisions, EncodedFrame outcome) {
        requireRoom();
        decisions.forEach(this::replay);
        outcome.decisions.addAll(decisions);
        long lateBefore = stage.late();
        long incompleteBefore = stage.incomplete();
        stage.order(batch);
        outcome.late = stage.late() - lateBefore;
        outcome.incomplete = stage.incomplete() - incompleteBefore;
        noteWatermarks(batch);
        outcome.watermarksMicros = Map.copyOf(watermarks);
        outcome.orderingState = stage.snapshotWithoutIds();
        orderingBytes = stage.stateBytes();
        SnapshotCut former = newest;
        boolean isDue = needsSnapshots() && System.nanoTime() - lastCut >= intervalNanos;
        if (isDue && (former == null || former.isDone())) {
            outcome.cut = cut(stage.snapshot());
        }
    }

    private void requireRoom() {
        limit.require(stateBytes(), windows.keys(), windows.retainedEvents(), heldEvents);
    }

    @Override
    public void hold(Frame frame, EncodedFrame outcome) {
        requireRoom();
        frame.decisions.forEach(this::replay);
        outcome.decisions.addAll(frame.decisions);
        outcome.held = stage.hold(frame.batch, frame.attachments());
        noteWatermarks(frame.batch);
        shownWatermarks = Map.copyOf(watermarks);
        tell(outcome);
    }

    @Override
    public boolean isReleasable() {
        return stage.isReleasable();
    }

    @Override
    public void release(Frame frame, EncodedFrame outcome) {
        @Nullable Attachment[] attachments = new Attachment[frame.batch.capacity()];
        int moved = stage.release(frame.batch, attachments, MemoryBudget.HERE.frame(), Long.MAX_VALUE);
        frame.take(attachments);
        outcome.held = -moved;
        outcome.released = moved;
        tell(outcome);
        SnapshotCut former = newest;
        if (System.nanoTime() - lastCut >= intervalNanos && (former == null || former.isDone())) {
            lastCut = System.nanoTime();
            outcome.heldPart = stage.heldPart();
        }
    }

    private void tell(EncodedFrame outcome) {
        outcome.byTime = true;
        outcome.watermarksMicros = shownWatermarks;
        outcome.orderingState = stage.snapshotWithoutIds();
        noteHeld();
    }

    private void noteHeld() {
        heldBytes = stage.heldBytes();
        heldEvents = stage.held();
    }

    @Override
    public void orderReleased(EventBatch batch, EncodedFrame outcome) {
        requireRoom();
        long lateBefore = stage.late();
        long incompleteBefore = stage.incomplete();
        stage.orderReleased(batch);
        outcome.late = stage.late() - lateBefore;
        outcome.incomplete = stage.incomplete() - incompleteBefore;
        outcome.releasedRankMicros = stage.passedRankMicros();
        orderingBytes = stage.stateBytes();
        byte[] heldPart = outcome.heldPart;
        SnapshotCut former = newest;
        if (heldPart != null && (former == null || former.isDone())) {
            outcome.cut = cut(stage.snapshot(heldPart));
        }
        outcome.heldPart = null;
    }

    private SnapshotCut cut(byte[] orderingState) {
        lastCut = System.nanoTime();
        // Taken and cleared at once, and first: a full one asked for meanwhile, by another thread, is the next.
        boolean asked = nextIsFull.getAndSet(false);
        boolean full = asked || windows.isEmpty() || cutsSinceFull >= CUTS_BEFORE_FULL;
        cutsSinceFull = full ? 0 : cutsSinceFull + 1;
        SnapshotCut made = new SnapshotCut(full, orderingState, windows.lanes());
        newest = made;
        return made;
    }

    @Override
    public void preview(EventBatch batch) {
        stage.preview(batch);
    }

    @Override
    public Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Says what will be read first of each partition. Before anybody works on the state. */
    public void begin(Map<Integer, Long> next) {
        positions.putAll(next);
    }

    @Override
    public void passed(int lane, EncodedFrame outcome) {
        SnapshotCut begun = outcome.cut;
        if (begun != null) {
            windows.beginCut(lane, begun.isFull());
            open[lane] = begun;
        }
        advance(lane, BYTES_A_BATCH);
    }

    /** Writes a little of a cut that has begun. In a lane's turn. */
    public void advance(int lane) {
        advance(lane, BYTES_A_BATCH);
    }

    private void advance(int lane, long bytes) {
        SnapshotCut cut = open[lane];
        if (cut == null) {
            return;
        }
        if (cut.waitingBytes() > mostHeld) {
            cut.giveUp();
        }
        if (cut.isGivenUp()) {
            nextIsFull.set(true);
            windows.abandonCut(lane);
            open[lane] = null;
            cut.laneDone();
        } else if (windows.continueCut(lane, cut.waitingBytes() > MOST_WAITING ? 0 : bytes, cut::add)) {
            open[lane] = null;
            cut.laneDone();
        }
    }

    /** Begins a cut of the state as it stands, after the former ones. */
    public SnapshotCut cutNow() {
        for (int lane = 0; lane < open.length; lane++) {
            SnapshotCut former = open[lane];
            if (former != null) {
                former.giveUp();
                advance(lane);
            }
        }
        SnapshotCut cut = cut(stage.snapshot());
        for (int lane = 0; lane < open.length; lane++) {
            windows.beginCut(lane, cut.isFull());
            open[lane] = cut;
        }
        return cut;
    }

    /** The next cut is to hold everything: there is nothing that it could add to, or too much. From any thread. */
    public void nextCutIsFull() {
        nextIsFull.set(true);
    }

    /** What the state takes in memory, in bytes, nearly. */
    public long stateBytes() {
        return orderingBytes + heldBytes + windows.bytes();
    }

    private void noteWatermarks(EventBatch batch) {
        int last = -1;
        for (int row = 0; row < batch.size(); row++) {
            int partition = batch.partition[row];
            if (partition != last) {
                last = partition;
                noteWatermark(partition);
            }
            if (row + 1 == batch.size() || batch.partition[row + 1] != partition) {
                positions.put(partition, batch.offset[row] + 1);
            }
        }
    }

    private void noteWatermark(int partition) {
        long watermark = stage.watermarkMicros(partition);
        if (watermark != Long.MIN_VALUE) {
            watermarks.put(partition, watermark);
        }
    }
}
