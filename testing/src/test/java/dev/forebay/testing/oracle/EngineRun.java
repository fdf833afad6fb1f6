package dev.forebay.testing.oracle;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.Attachment;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.KeyCopies;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.testing.Finding;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan on the engine, batch by batch, and boxes what comes out. Several batches are in flight at once where there are several
 * frames: batches are ordered one after the other, each goes through the lanes in turn behind the one before it, and everything else runs as
 * it comes. Where the plan orders by time, batches that end at the cuts are held, and the frames take what is released.
 */
final class EngineRun {
    /** Stands for the value of a slot that is in error. */
    static final Object IN_ERROR = new Object();

    private final Plan plan;
    private final List<Frame> frames = new ArrayList<>();
    private final OrderingStage ordering;
    private final WindowState windows;
    private final Executor workers;
    private final long[] warnings;
    private final List<Row> rows = new ArrayList<>();
    private final CompletableFuture<?>[] laneDone;
    /** What holds events that are ordered by time. */
    private final Frame reading;

    private final EventBatch released;
    private int started;

    /** A batch in flight. */
    private static final class Frame {
        final CompiledPipeline pipeline;
        final EncodedOutput output;
        CompletableFuture<Void> done = DONE;

        Frame(Plan plan, int capacity) {
            pipeline = CompiledPipeline.compile(plan, capacity);
            output = new EncodedOutput(plan);
        }
    }

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** What the engine made of one row; emitted and encoded only where it is accepted. */
    record Row(
            List<Finding> findings,
            List<@Nullable Object> slots,
            boolean late,
            boolean incomplete,
            List<Boolean> emits,
            String encoded) {}

    private static final Row NO_ROW = new Row(List.of(), List.of(), false, false, List.of(), "");

    /** Puts rows {@code from} to before {@code to} of the input into an empty batch, decoded. */
    interface Source {
        void fill(EventBatch batch, int from, int to);
    }

    /**
     * How a plan is run.
     *
     * @param capacity the most rows of a batch
     * @param lanes how many parts the keys of a grouping are divided into, a power of two
     * @param frames how many batches are in flight at once
     * @param workers what prepares, aggregates and computes
     */
    record Setting(int capacity, int lanes, int frames, Executor workers) {
        /** One batch after the other, on this thread. */
        static Setting plain(int capacity) {
            return new Setting(capacity, 1, 1, Runnable::run);
        }

        @Override
        public String toString() {
            return "capacity " + capacity + ", " + lanes + " lanes, " + frames + " frames";
        }
    }

    EngineRun(Plan plan, Setting setting) {
        this.plan = plan;
        for (int i = 0; i < setting.frames(); i++) {
            frames.add(new Frame(plan, setting.capacity()));
        }
        this.reading = new Frame(plan, setting.capacity());
        this.released = new EventBatch(plan.fields(), setting.capacity());
        this.ordering = new OrderingStage(plan);
        this.windows = new WindowState(plan, setting.lanes());
        this.workers = setting.workers();
        this.warnings = new long[plan.checks().size()];
        this.laneDone = new CompletableFuture<?>[windows.lanes()];
        Arrays.fill(laneDone, DONE);
    }

    EventBatch batch() {
        return frames.get(0).pipeline.batch();
    }

    /** What becomes of the rows of the source, in batches that end at the cuts; the last cut is the number of rows. */
    List<Row> run(Source source, List<Integer> cuts) {
        if (plan.event().ordersByTime()) {
            return runByTime(source, cuts);
        }
        int from = 0;
        for (int i = 0; i < cuts.size(); i++) {
            Frame frame = frames.get(i % frames.size());
            collect(frame);
            start(frame, source, from, cuts.get(i));
            from = cuts.get(i);
        }
        for (int i = 0; i < frames.size(); i++) {
            collect(frames.get((cuts.size() + i) % frames.size()));
        }
        return rows;
    }

    /**
     * Takes the rows of the source one by one, and asks of each first what would become of it and of some that follow it.
     *
     * @param ahead how many rows are asked about at once
     * @return what would have become of each
     */
    List<Row> previewEach(Source source, int count, int ahead) {
        Frame preview = new Frame(plan, ahead);
        KeyCopies copies = new KeyCopies(plan, ahead, Integer.MAX_VALUE);
        List<Row> previews = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EventBatch batch = preview.pipeline.batch();
            source.fill(batch, i, Math.min(count, i + ahead));
            preview.pipeline.check();
            ordering.preview(batch);
            preview.pipeline.prepare(windows);
            copies.clear();
            for (int lane = 0; lane < windows.lanes(); lane++) {
                copies.copy(windows, lane, preview.pipeline.windows());
            }
            copies.run(preview.pipeline.windows());
            preview.pipeline.compute();
            previews.add(row(preview, 0));
            batch.clear();
            start(frames.get(0), source, i, i + 1);
            collect(frames.get(0));
        }
        return previews;
    }

    List<Row> rows() {
        return rows;
    }

    private List<Row> runByTime(Source source, List<Integer> cuts) {
        rows.addAll(Collections.nCopies(cuts.get(cuts.size() - 1), NO_ROW));
        @Nullable Attachment[] attachments = new Attachment[released.capacity()];
        Set<Integer> partitions = new TreeSet<>();
        int from = 0;
        for (int to : cuts) {
            EventBatch batch = reading.pipeline.batch();
            source.fill(batch, from, to);
            reading.pipeline.check();
            ordering.hold(batch, attachments);
            for (int row = 0; row < batch.size(); row++) {
                partitions.add(batch.partition[row]);
                if ((batch.flags[row] & EventBatch.HELD) == 0) {
                    rows.set(
                            (int) batch.offset[row],
                            row(reading, row, plan.fields().size()));
                }
            }
            addWarnings(reading);
            batch.clear();
            release(source, attachments);
            from = to;
        }
        partitions.forEach(ordering::passOver);
        release(source, attachments);
        frames.forEach(this::collect);
        return rows;
    }

    private void release(Source source, @Nullable Attachment[] attachments) {
        while (ordering.isReleasable()) {
            released.clear();
            ordering.release(released, attachments, Integer.MAX_VALUE, Long.MAX_VALUE);
            Frame frame = frames.get(started++ % frames.size());
            collect(frame);
            EventBatch batch = frame.pipeline.batch();
            for (int row = 0; row < released.size(); row++) {
                int index = (int) released.offset[row];
                source.fill(batch, index, index + 1);
                batch.clockMicros[row] = released.clockMicros[row];
                batch.horizonMicros[row] = released.horizonMicros[row];
            }
            frame.pipeline.check();
            ordering.orderReleased(batch);
            process(frame);
        }
    }

    private void start(Frame frame, Source source, int from, int to) {
        CompiledPipeline pipeline = frame.pipeline;
        source.fill(pipeline.batch(), from, to);
        pipeline.check();
        ordering.order(pipeline.batch());
        process(frame);
    }

    private void process(Frame frame) {
        CompiledPipeline pipeline = frame.pipeline;
        CompletableFuture<Void> before = CompletableFuture.runAsync(() -> pipeline.prepare(windows), workers);
        for (int i = 0; i < windows.lanes(); i++) {
            int lane = i;
            before = CompletableFuture.allOf(before, laneDone[lane])
                    .thenRunAsync(() -> windows.run(lane, pipeline.windows()), workers);
            laneDone[lane] = before;
        }
        frame.done = before.thenRunAsync(pipeline::compute, workers);
    }

    /** Takes the rows of a frame once they are computed, and empties it. */
    private void collect(Frame frame) {
        frame.done.join();
        CompiledPipeline pipeline = frame.pipeline;
        boolean byTime = plan.event().ordersByTime();
        for (int row = 0; row < pipeline.batch().size(); row++) {
            if (byTime) {
                rows.set((int) pipeline.batch().offset[row], row(frame, row));
            } else {
                rows.add(row(frame, row));
            }
        }
        if (!byTime) {
            addWarnings(frame);
        }
        pipeline.batch().clear();
    }

    private void addWarnings(Frame frame) {
        for (int i = 0; i < warnings.length && frame.pipeline.batch().size() > 0; i++) {
            warnings[i] += frame.pipeline.warnings(i);
        }
    }

    long late() {
        return ordering.late();
    }

    long incomplete() {
        return ordering.incomplete();
    }

    /** How often each check warned. */
    List<Long> warnings() {
        List<Long> boxed = new ArrayList<>();
        for (long count : warnings) {
            boxed.add(count);
        }
        return boxed;
    }

    private Row row(Frame frame, int row) {
        return row(frame, row, plan.columns().size());
    }

    /** @param computed how many slots have values */
    private Row row(Frame frame, int row, int computed) {
        CompiledPipeline pipeline = frame.pipeline;
        List<Finding> findings = pipeline.batch().rejections.of(row).stream()
                .map(reason -> new Finding(reason.code(), reason.column()))
                .toList();
        List<@Nullable Object> slots = new ArrayList<>();
        for (int slot = 0; slot < computed; slot++) {
            slots.add(boxed(pipeline.column(slot), row));
        }
        List<Boolean> emits = new ArrayList<>();
        for (int sink = 0; findings.isEmpty() && sink < plan.sinks().size(); sink++) {
            emits.add(pipeline.emits(sink, row));
        }
        byte flags = pipeline.batch().flags[row];
        return new Row(
                findings,
                slots,
                (flags & EventBatch.LATE) != 0,
                (flags & EventBatch.INCOMPLETE) != 0,
                emits,
                findings.isEmpty() ? frame.output.encode(pipeline, row) : "");
    }

    private static @Nullable Object boxed(Vector vector, int row) {
        if (!vector.isValid(row)) {
            return vector.isError(row) ? IN_ERROR : null;
        }
        Object stored;
        if (vector instanceof BooleanVector v) {
            stored = v.values[row];
        } else if (vector instanceof LongVector v) {
            stored = v.values[row];
        } else if (vector instanceof DoubleVector v) {
            stored = v.values[row];
        } else {
            stored = ((StringVector) vector).get(row);
        }
        return Values.ofStored(vector.type(), stored);
    }
}
