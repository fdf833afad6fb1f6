package dev.forebay.engine.window;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.WindowRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a pipeline's windows know: the buffers of all keys. One for a run, shared by all batches.
 *
 * <p>It is divided into <i>lanes</i>: a key is in one lane of each part. Each batch goes through every lane once, and every lane takes the
 * batches in processing order; different lanes may work at the same time, on the same batch or on different ones. What comes out does not depend on how many
 * lanes there are.
 *
 * <p><b>Threads</b>: one at a time in a lane, with a happens-before edge between two of them. <b>Cost</b>: constant an event and window,
 * amortised, for events in order; in the number of rows between for those that are not.
 */
public final class WindowState {
    private final int lanesPerPart;
    private final List<Shard> shards = new ArrayList<>();
    private final List<Layout> layouts = new ArrayList<>();
    private final List<StatePart> parts;
    private final String signature;

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
        this.parts = layouts.stream().map(layout -> layout.describe(plan)).toList();
        this.signature = signature(plan, layouts);
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

    /** Whether a prepared batch has keys in a lane; without looking into it. */
    public boolean hasKeys(int lane, WindowBatch batch) {
        GroupingRows rows = batch.part(lane / lanesPerPart);
        return rows.laneStart[lane % lanesPerPart] < rows.laneStart[lane % lanesPerPart + 1];
    }

    Shard shard(int lane) {
        return shards.get(lane);
    }

    /** Whether there are windows, so that the state grows with the keys. */
    public boolean isEmpty() {
        return shards.isEmpty();
    }

    /** How many keys there are, over all groupings; from any thread. */
    public long keys() {
        return shards.stream().mapToLong(shard -> shard.figures().keys()).sum();
    }

    /** How many events the buffers hold, over all groupings; from any thread. */
    public long retainedEvents() {
        return shards.stream().mapToLong(shard -> shard.figures().events()).sum();
    }

    /** How much memory it takes, in bytes, nearly; from any thread. */
    public long bytes() {
        return shards.stream().mapToLong(shard -> shard.figures().bytes()).sum();
    }

    /** The parts that keys are kept in, in a fixed order. */
    public List<StatePart> parts() {
        return parts;
    }

    /** What a part holds; from any thread. */
    public StatePart.Figures figures(int part) {
        StatePart.Figures sum = new StatePart.Figures(0, 0, 0);
        for (int lane = 0; lane < lanesPerPart; lane++) {
            sum = sum.plus(shards.get(part * lanesPerPart + lane).figures());
        }
        return sum;
    }

    /**
     * All that is known of a key; empty for one that is not there. While nobody works on the lanes.
     *
     * @param key the values of the part's columns, as SQL's CAST reads them
     * @throws IllegalArgumentException where one is no value of its column
     */
    public Optional<KeyView> view(int part, List<String> key) {
        byte[] bytes = KeyBytes.parse(parts.get(part).types(), key);
        long hash = Images.hash(bytes);
        return Optional.ofNullable(shards.get(part * lanesPerPart + GroupingRows.lane(hash, lanesPerPart))
                .view(hash, bytes));
    }

    /** Tells of every key of a part, in no order. While nobody works on the lanes. */
    public void forEachKey(int part, Consumer<List<String>> to) {
        for (int lane = 0; lane < lanesPerPart; lane++) {
            shards.get(part * lanesPerPart + lane)
                    .forEachKey(key -> to.accept(KeyBytes.texts(parts.get(part).types(), key)));
        }
    }

    /**
     * How long before the horizon an event may be and still be seen by a later one, in microseconds; {@link WindowRule#UNBOUNDED} where that
     * has no end.
     */
    public long retentionMicros() {
        long longest = 0;
        for (Layout layout : layouts) {
            for (Layout.Window window : layout.windows) {
                WindowRule rule = window.rule();
                if (!rule.isSliding()) {
                    return WindowRule.UNBOUNDED;
                }
                longest = Math.max(longest, rule.lastMicros() + rule.delayMicros());
            }
        }
        return longest;
    }

    /** What names these windows: images are good for a state of the same signature only. */
    public String signature() {
        return signature;
    }

    /** Takes the images of keys as they are written. */
    @FunctionalInterface
    public interface ImageSink {
        /**
         * Some images of a part.
         *
         * @param part to be told to {@link #load}
         */
        void accept(int part, byte[] images);
    }

    /**
     * Begins a snapshot of a lane as it stands: of all its keys, or of those that changed since the snapshot before. In the lane's turn,
     * between two batches; not while another is being written.
     */
    public void beginCut(int lane, boolean full) {
        shards.get(lane).beginCut(full);
    }

    /**
     * Writes a part of the snapshot that a lane began; what is written is how things stood then. In the lane's turn.
     *
     * @param bytes how much, nearly
     * @return whether that was all of it
     */
    public boolean continueCut(int lane, long bytes, ImageSink to) {
        Shard shard = shards.get(lane);
        boolean done = shard.continueCut(bytes);
        byte[] images = shard.takeImages();
        if (images != null) {
            to.accept(lane / lanesPerPart, images);
        }
        return done;
    }

    /** Gives up the snapshot that a lane is writing, if it is; the next must be a full one. In the lane's turn. */
    public void abandonCut(int lane) {
        shards.get(lane).abandonCut();
    }

    /**
     * Takes over keys from images, each in place of what is known of it. While nobody works on the lanes.
     *
     * @throws IllegalArgumentException where the images are damaged; the state is then to be thrown away
     */
    public void load(int part, byte[] images) {
        if (part < 0 || part >= layouts.size()) {
            throw new IllegalArgumentException("images of a part " + part);
        }
        ImageReader from = new ImageReader(images, 0, images.length);
        while (!from.isAtEnd()) {
            byte[] key = from.takeBytes();
            long hash = Images.hash(key);
            shards.get(part * lanesPerPart + GroupingRows.lane(hash, lanesPerPart))
                    .load(hash, key, from);
        }
    }

    /**
     * Lets go of all keys that nobody can see any more: after {@link #load}, since snapshots do not say which keys are gone. While nobody works
     * on the lanes.
     *
     * @param horizonMicros the horizon as of the snapshot
     */
    public void sweep(long horizonMicros) {
        shards.forEach(shard -> shard.sweepAll(horizonMicros));
    }

    private static String signature(Plan plan, List<Layout> layouts) {
        StringBuilder text = new StringBuilder();
        for (Layout layout : layouts) {
            for (int slot :
                    plan.windowing().groupings().get(layout.part.grouping()).keySlots()) {
                Plan.Slot column = plan.columns().get(slot);
                text.append("key ")
                        .append(column.name())
                        .append(' ')
                        .append(column.type())
                        .append('\n');
            }
            text.append(layout.signature());
        }
        return text.toString();
    }
}
