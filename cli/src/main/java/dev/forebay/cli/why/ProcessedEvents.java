package dev.forebay.cli.why;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.Attachment;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes an input through decoding, checks and order, as a run does, and no further. Used once, by one thread. */
final class ProcessedEvents {
    private static final int ROWS = 2048;
    private static final int MOST_BYTES = 4 << 20;

    private final boolean byTime;
    private final TracedInput input;
    private final TraceProgress progress;
    private final CompiledPipeline reading;
    private final CompiledPipeline processing;
    private final OrderingStage ordering;
    private final WindowState none;
    private final @Nullable Attachment[] attachments = new Attachment[ROWS];
    private final Set<Integer> partitions = new HashSet<>();

    /** Told of every event, in processing order. */
    interface Visitor {
        /**
         * A batch that has been decoded, checked, ordered, and prepared for windows.
         *
         * @param decoder of its rows, after {@code keepEvents}
         * @return whether to go on
         */
        boolean processed(CompiledPipeline pipeline, RecordDecoder decoder);

        /**
         * A row that was rejected before it got a place in the order of time.
         *
         * @return whether to go on
         */
        boolean rejected(EventBatch batch, int row, RecordDecoder decoder);
    }

    ProcessedEvents(Plan plan, TracedInput input, TraceProgress progress) {
        this.byTime = plan.event().ordersByTime();
        this.input = input;
        this.progress = progress;
        this.reading = CompiledPipeline.compile(plan, Scorers.idle(), ROWS);
        this.processing = byTime ? CompiledPipeline.compile(plan, Scorers.idle(), ROWS) : reading;
        this.ordering = new OrderingStage(plan);
        this.none = new WindowState(plan, 1);
    }

    /** Reads until the visitor has enough, or to the end. */
    void visit(Visitor visitor) {
        input.begin().accept(ordering);
        try (InputFile in = input.open().get()) {
            RecordDecoder decoder = in.reader().newDecoder();
            RecordDecoder again = in.reader().newDecoder();
            EventBatch batch = reading.batch();
            batch.clear();
            boolean more = true;
            while (more && in.reader().read(batch)) {
                progress.read(batch.size(), in.share());
                decide();
                decoder.decode(batch);
                reading.check();
                more = byTime
                        ? hold(batch, decoder, visitor) && release(again, visitor)
                        : arrival(batch, decoder, visitor);
                batch.clear();
            }
            if (more && byTime) {
                decide();
                if (input.isWhole()) {
                    partitions.forEach(ordering::passOver);
                }
                release(again, visitor);
            }
        } catch (IOException e) {
            throw TraceRefusal.unreadable(input.name(), e);
        }
    }

    private void decide() {
        for (Decision decision : input.decisions().get()) {
            switch (decision.kind()) {
                case PASS_OVER -> ordering.passOver(decision.partition());
                case EXPECT -> ordering.expect(decision.partition());
            }
        }
    }

    private boolean arrival(EventBatch batch, RecordDecoder decoder, Visitor visitor) {
        ordering.order(batch);
        reading.prepare(none);
        return visitor.processed(reading, decoder);
    }

    private boolean hold(EventBatch batch, RecordDecoder decoder, Visitor visitor) {
        for (int row = 0; row < batch.size(); row++) {
            partitions.add(batch.partition[row]);
            if (batch.rejections.isRejected(row) && !visitor.rejected(batch, row, decoder)) {
                return false;
            }
        }
        decoder.keepEvents(batch);
        ordering.hold(batch, attachments);
        return true;
    }

    private boolean release(RecordDecoder decoder, Visitor visitor) {
        EventBatch batch = processing.batch();
        while (ordering.isReleasable()) {
            batch.clear();
            ordering.release(batch, attachments, MOST_BYTES, Long.MAX_VALUE);
            decoder.decode(batch);
            processing.check();
            ordering.orderReleased(batch);
            processing.prepare(none);
            if (!visitor.processed(processing, decoder)) {
                return false;
            }
        }
        return true;
    }
}
