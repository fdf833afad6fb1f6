package dev.forebay.runtime.backfill;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.OutputRules;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.runtime.rejected.ReasonsJson;
import java.util.List;
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
    private final BackfillOptions options;
    private final Plan plan;
    private final String digest;
    private final BackfillCounts counts = new BackfillCounts();
    private volatile @Nullable InputFile input;
    private volatile boolean stopAsked;

    public Backfill(BackfillOptions options) {
        this.options = options;
        Plan loaded = options.pipeline().plan();
        this.plan = loaded.withOneSink(loaded.output());
        this.digest = PipelineRelease.of(options.pipeline()).digest().hex();
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
        new HistoryFlow(rules, options.pipeline().scorers(), options.workers(), "the backfill")
                .run(in, out::newEncoder, () -> stopAsked, frame -> {
                    out.write(frame);
                    rejected.write(frame);
                    counts.add(frame);
                });
    }
}
