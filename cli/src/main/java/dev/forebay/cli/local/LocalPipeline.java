package dev.forebay.cli.local;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.Attachment;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.RecordDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a plan and its ordering stage, run over one batch in the calling thread: the same code that runs live, without Kafka
 * around it. Where events are ordered by time, the batch is all there is: they are held to its end, and then processed. What is told of an
 * event is told by its row in the batch, whenever it was processed. One thread.
 */
public final class LocalPipeline {
    private final Plan plan;
    private final CompiledPipeline operators;
    private final OrderingStage ordering;
    private final WindowState windows;
    private final RecordDecoder json;
    /** What events are processed in that were held; the operators themselves where none are. */
    private final CompiledPipeline processing;
    /** For each row where it was processed; -1 for one that was rejected before. */
    private final int[] processed;

    /** @param capacity the most events of one batch, of a plan without a model */
    public LocalPipeline(Plan plan, int capacity) {
        this(plan, Scorers.none(), capacity);
    }

    /**
     * @param scorers brings the plan's model
     * @param capacity the most events of one batch
     */
    public LocalPipeline(Plan plan, Scorers scorers, int capacity) {
        this.plan = plan;
        this.operators = CompiledPipeline.compile(plan, scorers, capacity);
        this.processing = plan.event().ordersByTime() ? CompiledPipeline.compile(plan, scorers, capacity) : operators;
        this.processed = new int[capacity];
        this.ordering = new OrderingStage(plan);
        this.windows = new WindowState(plan, 1);
        this.json = new JsonDecoder(
                plan.fields(),
                JsonLimits.DEFAULT,
                field -> plan.fieldOrigins().get(field).place());
    }

    public Plan plan() {
        return plan;
    }

    /** The batch to fill; clear it first. */
    public EventBatch batch() {
        return operators.batch();
    }

    /** Decodes the batch's records as JSON and takes them through every step. */
    public void run() {
        run(json);
    }

    /** Decodes the batch's records and takes them through every step. */
    public void run(RecordDecoder decoder) {
        decoder.decode(batch());
        operators.check();
        if (plan.event().ordersByTime()) {
            holdAndRelease(decoder);
        } else {
            ordering.order(batch());
            Arrays.setAll(processed, row -> row);
        }
        processing.aggregate(windows);
        processing.compute();
    }

    private void holdAndRelease(RecordDecoder decoder) {
        EventBatch read = batch();
        @Nullable Attachment[] attachments = new Attachment[read.capacity()];
        decoder.keepEvents(read);
        ordering.hold(read, attachments);
        Map<List<Long>, Integer> rows = new HashMap<>();
        for (int row = 0; row < read.size(); row++) {
            ordering.passOver(read.partition[row]);
            rows.put(position(read, row), row);
        }
        EventBatch released = processing.batch();
        released.clear();
        ordering.release(released, attachments, Integer.MAX_VALUE, Long.MAX_VALUE);
        decoder.decode(released);
        processing.check();
        ordering.orderReleased(released);
        Arrays.fill(processed, -1);
        for (int row = 0; row < released.size(); row++) {
            processed[rows.getOrDefault(position(released, row), -1)] = row;
        }
    }

    private static List<Long> position(EventBatch batch, int row) {
        return List.of((long) batch.partition[row], batch.offset[row]);
    }

    public boolean isRejected(int row) {
        return !reasons(row).isEmpty();
    }

    public List<Reason> reasons(int row) {
        return processed[row] < 0
                ? batch().rejections.of(row)
                : processing.batch().rejections.of(processed[row]);
    }

    /** The value of a slot in an accepted row as a Java object; see {@link Values#of}. */
    public Object value(int slot, int row) {
        return Values.of(processing.column(slot), processed[row]);
    }
}
