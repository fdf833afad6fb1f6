package dev.forebay.runtime.backfill;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.Frame;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.frame.FrameWorker;
import dev.forebay.runtime.frame.OutputRules;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.runtime.rejected.ReasonsJson;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.state.StateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A file through a pipeline into a file: history, with the same answer as live.
 *
 * <p>Every accepted event gives one record of all output columns, in the order of processing: that of the input, or with {@code order: time} by
 * time. The sinks of the definition take no part. Rejected
 * events go to a file beside the output. {@link #run} blocks and is called once; {@link #stop} and {@link #status} may be called from any
 * thread.
 */
public final class Backfill {
    private static final int FRAME_ROWS = 2048;
    private static final int SPARE_FRAMES = 3;
    private static final int ENCODED_FRAMES = 16;
    private static final long LOOK_NANOS = 50_000_000;
    private static final long JOIN_MILLIS = 10_000;

    private final BackfillOptions options;
    private final Plan plan;
    private final String digest;
    private final BackfillCounts counts = new BackfillCounts();
    private volatile @Nullable InputFile input;
    private volatile boolean stopAsked;

    public Backfill(BackfillOptions options) {
        this.options = options;
        this.plan = withOneSink(options.pipeline().plan());
        this.digest = PipelineRelease.of(options.pipeline()).digest().hex();
    }

    private static Plan withOneSink(Plan plan) {
        return new Plan(
                plan.pipeline(),
                plan.fields(),
                plan.fieldOrigins(),
                plan.event(),
                plan.constraints(),
                plan.checks(),
                plan.columns(),
                plan.windowing(),
                plan.steps(),
                plan.keep(),
                plan.vector(),
                List.of(new Plan.SinkRule(plan.output(), -1, null)));
    }

    /**
     * Runs to the end of the input.
     *
     * @throws RunFailure where a file cannot be read or written; no output is left then
     */
    public BackfillSummary run() {
        OutputFile.requireFree(options.to(), options.overwrite());
        OutputFile.requireFree(options.rejectedFile(), options.overwrite());
        String source = options.sourceName();
        ReasonsJson reasons = new ReasonsJson(
                plan.pipeline(),
                digest,
                source != null ? source : String.valueOf(options.from().getFileName()));
        try (InputFile in = InputFile.open(
                        options.from(), options.pipeline().definition().source(), plan);
                OutputFile out = OutputFile.open(options.to(), plan.sinks().get(0), options.overwrite());
                RejectedOutput rejected = new RejectedOutput(options.rejectedFile(), reasons)) {
            input = in;
            process(in, out, rejected);
            finish(out, rejected);
            return counts.summary(plan, digest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RunFailure.caused(RuntimeCode.STOPPED_EARLY, e, "the backfill was interrupted", "no output was left");
        }
    }

    /** Both files are whole on disk before either appears, and the output comes last: whoever sees it finds what was rejected beside it. */
    private static void finish(OutputFile out, RejectedOutput rejected) {
        out.complete();
        rejected.complete();
        rejected.appear();
        try {
            out.appear();
        } catch (RunFailure failure) {
            rejected.withdraw();
            throw failure;
        }
    }

    /** Ends the run; no output is left. */
    public void stop() {
        stopAsked = true;
    }

    /** Where the run stands. */
    public BackfillStatus status() {
        InputFile in = input;
        return counts.status(in == null ? 0 : in.share());
    }

    private void process(InputFile in, OutputFile out, RejectedOutput rejected) throws InterruptedException {
        OutputRules rules = new OutputRules(
                plan,
                List.of(String.valueOf(options.to().getFileName())),
                List.of(Integer.MAX_VALUE),
                options.since(),
                options.until());
        FrameFactory factory = FrameFactory.forFile(plan, in.reader()::newDecoder, out::newEncoder);
        StateKeeper keeper = new StateKeeper(plan, Duration.ofDays(36_500), options.workers(), StateLimit.ofFiles());
        FrameFlow flow = new FrameFlow(
                rules,
                keeper,
                factory.frames(options.workers() + SPARE_FRAMES, FRAME_ROWS),
                factory.frames(keeper.ordersByTime() ? options.workers() : 0, FRAME_ROWS),
                // Every worker may hold one: with fewer, all could be held by those that wait their turn.
                Math.max(ENCODED_FRAMES, options.workers() + 1));
        AtomicLong frames = new AtomicLong(-1);
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(() -> read(in, flow, frames, keeper.ordersByTime()), "forebay-file"));
        for (int i = 0; i < options.workers(); i++) {
            threads.add(new Thread(new FrameWorker(flow), "forebay-worker-" + i));
        }
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        try {
            write(flow, frames, out, rejected);
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

    private void write(FrameFlow flow, AtomicLong frames, OutputFile out, RejectedOutput rejected)
            throws InterruptedException {
        while (!flow.isStopped() && !(frames.get() >= 0 && flow.isDrained(frames.get()))) {
            EncodedFrame frame = flow.encoded().poll(LOOK_NANOS);
            if (stopAsked) {
                throw RunFailure.of(RuntimeCode.STOPPED_EARLY, "the backfill was stopped", "no output was left");
            }
            if (frame != null) {
                out.write(frame);
                rejected.write(frame);
                counts.add(frame);
                flow.recycle(frame);
            }
        }
    }

    private static void throwFailure(FrameFlow flow, StateKeeper keeper) {
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
                    "the backfill broke down: " + failure,
                    "this is a defect of Forebay; no output was left");
        }
    }
}
