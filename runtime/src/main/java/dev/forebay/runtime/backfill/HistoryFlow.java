package dev.forebay.runtime.backfill;

import dev.forebay.engine.model.Scorers;
import dev.forebay.formats.RowEncoder;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.Frame;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.frame.FrameWorker;
import dev.forebay.runtime.frame.OutputRules;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.state.StateLimit;
import dev.forebay.types.Column;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A file of events on its way through the engine: read on one thread, computed and encoded on several, given on in the order of processing
 * on the caller's. What comes out is the same with any number of workers. Used once.
 */
public final class HistoryFlow {
    private static final int FRAME_ROWS = 2048;
    private static final int SPARE_FRAMES = 3;
    private static final int ENCODED_FRAMES = 16;
    private static final long LOOK_NANOS = 50_000_000;
    private static final long JOIN_MILLIS = 10_000;

    private final OutputRules rules;
    private final Scorers scorers;
    private final int workers;
    private final String what;

    /**
     * @param rules of a plan with one sink
     * @param scorers brings its model
     * @param workers how many threads parse, compute and encode
     * @param what what is going on, for messages, such as {@code the backfill}
     */
    public HistoryFlow(OutputRules rules, Scorers scorers, int workers, String what) {
        this.rules = rules;
        this.scorers = scorers;
        this.workers = workers;
        this.what = what;
    }

    /**
     * Runs to the end of the input.
     *
     * @param encoders what the rows of the sink become
     * @param stopAsked asked often
     * @param to gets every frame, in order; it must not keep it
     * @throws RunFailure where the input cannot be read, or when stopped
     */
    public void run(
            InputFile in,
            Function<List<Column>, RowEncoder> encoders,
            BooleanSupplier stopAsked,
            Consumer<EncodedFrame> to)
            throws InterruptedException {
        FrameFactory factory = FrameFactory.forFile(rules.plan(), scorers, in.reader()::newDecoder, encoders);
        StateKeeper keeper = new StateKeeper(rules.plan(), Duration.ofDays(36_500), workers, StateLimit.ofFiles());
        FrameFlow flow = new FrameFlow(
                rules,
                keeper,
                factory.frames(workers + SPARE_FRAMES, FRAME_ROWS),
                factory.frames(keeper.ordersByTime() ? workers : 0, FRAME_ROWS),
                // Every worker may hold one: with fewer, all could be held by those that wait their turn.
                Math.max(ENCODED_FRAMES, workers + 1));
        AtomicLong frames = new AtomicLong(-1);
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(() -> read(in, flow, frames, keeper.ordersByTime()), "forebay-file"));
        for (int i = 0; i < workers; i++) {
            threads.add(new Thread(new FrameWorker(flow), "forebay-worker-" + i));
        }
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        try {
            give(flow, frames, stopAsked, to);
        } finally {
            flow.stop();
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        }
        throwFailure(flow, keeper);
    }

    /** Reads the file into frames; at its end tells how many there were. */
    private static void read(InputFile in, FrameFlow flow, AtomicLong frames, boolean byTime) {
        long ticket = 0;
        try {
            while (true) {
                Frame frame = flow.takeFree();
                if (frame == null) {
                    return;
                }
                boolean ended = !in.reader().read(frame.batch);
                if (ended && byTime) {
                    // Nothing more will come that the events which are held would have to wait for.
                    frame.decisions.add(Decision.of(Decision.Kind.PASS_OVER, 0));
                }
                if (!ended || byTime) {
                    frame.ticket = ticket++;
                    flow.receive(frame);
                }
                if (ended) {
                    frames.set(ticket);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            flow.fail(InputFile.unreadable(in.path(), e));
        } catch (RuntimeException | Error e) {
            flow.fail(e);
        }
    }

    private void give(FrameFlow flow, AtomicLong frames, BooleanSupplier stopAsked, Consumer<EncodedFrame> to)
            throws InterruptedException {
        while (!flow.isStopped() && !(frames.get() >= 0 && flow.isDrained(frames.get()))) {
            EncodedFrame frame = flow.encoded().poll(LOOK_NANOS);
            if (stopAsked.getAsBoolean()) {
                throw RunFailure.of(RuntimeCode.STOPPED_EARLY, what + " was stopped", "no output was left");
            }
            if (frame != null) {
                to.accept(frame);
                flow.recycle(frame);
            }
        }
    }

    private void throwFailure(FrameFlow flow, StateKeeper keeper) {
        Throwable failure = flow.failure();
        if (failure instanceof OutOfMemoryError && keeper.isLarge()) {
            throw keeper.outOfMemory(failure);
        }
        if (failure instanceof RunFailure told) {
            throw told;
        }
        if (failure != null) {
            throw RunFailure.caused(
                    RuntimeCode.DEFECT,
                    failure,
                    what + " broke down: " + failure,
                    "this is a defect of Forebay; no output was left");
        }
    }
}
