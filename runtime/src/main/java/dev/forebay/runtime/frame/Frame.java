package dev.forebay.runtime.frame;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.Attachment;
import dev.forebay.formats.RowEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A batch of received events with what decodes, checks and computes it. Used again and again; a frame is in one thread's hands at
 * a time.
 */
public final class Frame {
    private static final int KEPT_BYTES = 16 << 20;

    /** What is received and decoded. */
    public final EventBatch batch;

    /** What was decided before these events were read. */
    public final List<Decision> decisions = new ArrayList<>();

    /** The headers of each row's record; null where they are not known. */
    public final @Nullable Headers[] headers;

    final CompiledPipeline pipeline;
    final RecordDecoder decoder;
    /** For each sink its columns. */
    final Vector[][] sinkColumns;
    /** For each sink the column of its key; null for the record's own key. */
    final @Nullable Vector[] sinkKeys;

    final RowEncoder[] encoders;
    /** What the encoders had counted after the frame's former batch. */
    long nonFiniteBefore;

    final KeyWriter keyWriter = new KeyWriter();

    /** The place of this frame among those that were read, or among those that were released; from 0. */
    public long ticket;

    /** What its rows are. */
    Role role = Role.WHOLE;

    /** What the rows of a frame are. */
    enum Role {
        /** Read, and processed as they were read. */
        WHOLE,
        /** Read, and held until it is their turn. */
        READ,
        /** Released, now to be processed. */
        RELEASED
    }

    /**
     * A frame for {@code plan}.
     *
     * @param scorers brings its model
     * @param capacity the most rows
     */
    public Frame(Plan plan, Scorers scorers, int capacity, RecordDecoder decoder, List<RowEncoder> encoders) {
        this.pipeline = CompiledPipeline.compile(plan, scorers, capacity);
        this.batch = pipeline.batch();
        this.headers = new Headers[capacity];
        this.decoder = decoder;
        this.encoders = encoders.toArray(RowEncoder[]::new);
        this.sinkColumns = new Vector[plan.sinks().size()][];
        this.sinkKeys = new Vector[plan.sinks().size()];
        for (int i = 0; i < sinkColumns.length; i++) {
            Plan.SinkRule sink = plan.sinks().get(i);
            sinkColumns[i] = sink.columns().stream()
                    .map(column -> pipeline.column(column.slot()))
                    .toArray(Vector[]::new);
            sinkKeys[i] = sink.keySlot() < 0 ? null : pipeline.column(sink.keySlot());
        }
    }

    /** What is to be kept with each row that is held. */
    public @Nullable Attachment[] attachments() {
        @Nullable Attachment[] attachments = new Attachment[batch.size()];
        for (int row = 0; row < batch.size(); row++) {
            attachments[row] = batch.rejections.isRejected(row) ? null : KeptHeaders.of(headers[row]);
        }
        return attachments;
    }

    /** Takes what was kept with the rows that have been released. */
    public void take(@Nullable Attachment[] attachments) {
        for (int row = 0; row < batch.size(); row++) {
            headers[row] = attachments[row] instanceof KeptHeaders kept ? kept.headers() : null;
        }
    }

    /** Empties it for its next use. Memory that an unusual batch needed is given back. */
    public void clear() {
        for (int row = 0; row < batch.size(); row++) {
            headers[row] = null;
        }
        batch.clear();
        decisions.clear();
        if (batch.arena.bytes.length > KEPT_BYTES) {
            batch.arena.bytes = new byte[1 << 16];
        }
    }
}
