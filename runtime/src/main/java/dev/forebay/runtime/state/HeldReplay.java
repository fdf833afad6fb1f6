package dev.forebay.runtime.state;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.Attachment;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.frame.KeptHeaders;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Holds events that are read again, and takes those through the state that had been released. One thread at a time. */
final class HeldReplay {
    private final StateKeeper keeper;
    private final CompiledPipeline pipeline;
    private final RecordDecoder decoder;
    private final @Nullable Headers[] headers;
    private final @Nullable Attachment[] attachments;

    HeldReplay(Plan plan, int capacity, RecordDecoder decoder, StateKeeper keeper) {
        this.keeper = keeper;
        this.pipeline = CompiledPipeline.compile(plan, Scorers.idle(), capacity);
        this.decoder = decoder;
        this.headers = new Headers[capacity];
        this.attachments = new Attachment[capacity];
    }

    /** Notes the headers of a row that has just been added to the batch. */
    void note(int row, Headers ofRow) {
        headers[row] = ofRow;
    }

    /** Takes those events of a batch whose bytes the state misses. */
    void supply(EventBatch batch) {
        attach(batch);
        keeper.supply(batch, attachments);
    }

    /** Holds the events of a checked batch, then processes those whose turn has come, up to {@code released} since the first commit. */
    void hold(EventBatch batch, long released) {
        attach(batch);
        keeper.replayHold(batch, attachments);
        release(released);
    }

    /** Processes events whose turn has come, up to {@code released} since the first commit. */
    void release(long released) {
        while (keeper.replayRelease(pipeline, decoder, attachments, released)) {
            pipeline.batch().clear();
        }
        pipeline.batch().clear();
    }

    private void attach(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            attachments[row] = batch.rejections.isRejected(row) ? null : KeptHeaders.of(headers[row]);
        }
    }
}
