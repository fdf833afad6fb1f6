package dev.forebay.cli.why;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains one event: reads the input up to it, takes those events that share a window's key with it through the engine, and then the event.
 *
 * <p>The engine gives the values; {@link WindowContents} says which events are in the windows, and both must agree on how many they are. Memory:
 * bounded by how many events of a window are to be told, see {@link WindowContents}, and by what the engine keeps of the event's own keys.
 */
public final class Tracer {
    private static final int ROWS = 1024;

    private final Plan plan;
    private final Scorers scorers;
    private final TracedInput input;
    private final int most;
    private final TraceProgress progress;
    private final TracePlan traced;

    /**
     * For one pipeline and input.
     *
     * @param scorers brings the plan's model
     * @param most how many events of each window to tell
     */
    public Tracer(Plan plan, Scorers scorers, TracedInput input, int most, TraceProgress progress) {
        this.plan = plan;
        this.scorers = scorers;
        this.input = input;
        this.most = most;
        this.progress = progress;
        this.traced = new TracePlan(plan);
    }

    /** Explains the event that is meant. */
    public Trace trace(EventQuery query) {
        Position at = query.position();
        TracedInput searched = at == null ? input : input.only().apply(at);
        FoundEvent target = new EventLocator(plan, query, searched, progress).locate();
        progress.begin();
        Pass pass = new Pass(target);
        new ProcessedEvents(plan, input.upTo().apply(target.position()), progress).visit(pass);
        Trace trace = pass.result;
        if (trace == null) {
            throw TraceRefusal.waiting(target.position());
        }
        return trace;
    }

    /** Up to the event, in processing order. */
    private final class Pass implements ProcessedEvents.Visitor {
        private final FoundEvent target;
        /** The event alone, for its keys. */
        private final CompiledPipeline alone = CompiledPipeline.compile(plan, Scorers.idle(), 1);

        private final WindowState noWindows = new WindowState(plan, 1);
        private final EventKeys keys = new EventKeys(plan, alone, 0);
        private boolean isReady;
        private boolean isWellFormed;
        private final CompiledPipeline engine = CompiledPipeline.compile(plan, scorers, ROWS);
        private final WindowState windows = new WindowState(plan, 1);
        private final CompiledPipeline inside = CompiledPipeline.compile(traced.plan(), Scorers.idle(), ROWS);
        private final WindowState insideWindows = new WindowState(traced.plan(), 1);
        private final List<WindowContents> contents = new ArrayList<>();
        private @Nullable Trace result;

        Pass(FoundEvent target) {
            this.target = target;
        }

        @Override
        public boolean processed(CompiledPipeline pipeline, RecordDecoder decoder) {
            if (!isReady) {
                prepare(decoder);
            }
            EventBatch batch = pipeline.batch();
            int last = EventLocator.rowOf(batch, target.position());
            int rows = last < 0 ? batch.size() : last;
            boolean kept = false;
            for (int row = 0; row < rows && isWellFormed && !plan.windowing().isEmpty(); row++) {
                if (!batch.rejections.isRejected(row) && keys.isAnyShared(pipeline, row)) {
                    if (!kept) {
                        decoder.keepEvents(batch);
                        kept = true;
                    }
                    add(batch, row);
                    if (engine.batch().isFull()) {
                        flush(decoder);
                    }
                }
            }
            if (last < 0) {
                return true;
            }
            flush(decoder);
            if (batch.rejections.isRejected(last)) {
                result = rejectedAt(batch, last, decoder);
            } else {
                decoder.keepEvents(batch);
                add(batch, last);
                result = accepted(decoder);
            }
            return false;
        }

        @Override
        public boolean rejected(EventBatch batch, int row, RecordDecoder decoder) {
            if (batch.offset[row] != target.position().offset()
                    || batch.partition[row] != target.position().partition()) {
                return true;
            }
            result = rejectedAt(batch, row, decoder);
            return false;
        }

        private Trace rejectedAt(EventBatch batch, int row, RecordDecoder decoder) {
            TraceParts parts = new TraceParts(plan, traced, target, input.name());
            if (!target.isDecodable()) {
                return parts.rejected(batch, row);
            }
            inside.batch().clear();
            target.addTo(inside.batch());
            decoder.decode(inside.batch());
            inside.check();
            inside.aggregate(new WindowState(traced.plan(), 1));
            inside.compute();
            return parts.rejected(batch, row, inside);
        }

        private void prepare(RecordDecoder decoder) {
            isReady = true;
            alone.batch().clear();
            target.addTo(alone.batch());
            decoder.decode(alone.batch());
            alone.check();
            alone.prepare(noWindows);
            isWellFormed = !alone.batch().rejections.isRejected(0);
            if (isWellFormed && !plan.windowing().isEmpty()) {
                long time = ((LongVector) alone.column(plan.event().timeSlot())).values[0];
                plan.windowing().windows().forEach(rule -> contents.add(new WindowContents(rule, time, most)));
            }
        }

        /** Copies a row, with what the order found, for the engine. */
        private void add(EventBatch from, int row) {
            FoundEvent event = FoundEvent.of(from, row);
            for (EventBatch to : List.of(engine.batch(), inside.batch())) {
                int at = to.size();
                event.addTo(to);
                to.clockMicros[at] = from.clockMicros[row];
                to.horizonMicros[at] = from.horizonMicros[row];
                to.flags[at] = from.flags[row];
            }
        }

        private void aggregate(RecordDecoder decoder) {
            decoder.decode(engine.batch());
            engine.check();
            engine.aggregate(windows);
            decoder.decode(inside.batch());
            inside.check();
            inside.aggregate(insideWindows);
            inside.compute();
        }

        private void flush(RecordDecoder decoder) {
            aggregate(decoder);
            TracedEvents events = new TracedEvents(plan, traced, inside);
            EventBatch batch = inside.batch();
            for (int row = 0; row < batch.size(); row++) {
                for (int i = 0; i < contents.size(); i++) {
                    int window = i;
                    int at = row;
                    if (keys.isShared(rule(i).grouping(), inside, row)) {
                        contents.get(i)
                                .add(events.timeMicros(row), batch.horizonMicros[row], () -> events.event(window, at));
                    }
                }
            }
            engine.batch().clear();
            inside.batch().clear();
        }

        private WindowRule rule(int window) {
            return plan.windowing().windows().get(window);
        }

        private Trace accepted(RecordDecoder decoder) {
            aggregate(decoder);
            engine.compute();
            TracedEvents events = new TracedEvents(plan, traced, inside);
            List<TracedWindow> found = new ArrayList<>();
            Windowing windowing = plan.windowing();
            for (int i = 0; i < windowing.windows().size(); i++) {
                found.add(window(i, events));
            }
            return new TraceParts(plan, traced, target, input.name()).accepted(engine, inside, found);
        }

        private TracedWindow window(int window, TracedEvents events) {
            WindowRule rule = rule(window);
            EventBatch batch = inside.batch();
            long count = ((LongVector) inside.column(traced.countSlot(window))).values[0];
            WindowContents content = contents.get(window);
            boolean isOfKey = keys.isShared(rule.grouping(), inside, 0);
            List<TracedWindow.Event> all = isOfKey
                    ? content.close(batch.clockMicros[0], batch.horizonMicros[0], events.event(window, 0))
                    : List.of();
            if (isOfKey && !content.isCut() && all.size() != count) {
                throw new IllegalStateException(
                        "window '" + rule.name() + "' holds " + count + " events, and by its formula " + all.size());
            }
            List<TracedWindow.Event> told = all.subList(Math.max(0, all.size() - most), all.size());
            return new TracedWindow(
                    rule.name(),
                    keys.of(rule.grouping()),
                    isOfKey
                            ? TracedEvents.text(rule, content.bounds(batch.clockMicros[0]))
                            : "a key that is null has no events",
                    isOfKey ? count : 0,
                    told);
        }
    }
}
