package dev.forebay.cli.local;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.RecordDecoder;
import java.util.List;

/**
 * The operators of a plan and its ordering stage, run over one batch at a time in the calling thread: the same code that runs
 * live, without Kafka around it. One thread.
 */
public final class LocalPipeline {
    private final Plan plan;
    private final CompiledPipeline operators;
    private final OrderingStage ordering;
    private final WindowState windows;
    private final RecordDecoder json;

    /** @param capacity the most events of one batch */
    public LocalPipeline(Plan plan, int capacity) {
        this.plan = plan;
        this.operators = CompiledPipeline.compile(plan, capacity);
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
        ordering.order(batch());
        operators.aggregate(windows);
        operators.compute();
    }

    public boolean isRejected(int row) {
        return batch().rejections.isRejected(row);
    }

    public List<Reason> reasons(int row) {
        return batch().rejections.of(row);
    }

    /** The value of a slot as a Java object; see {@link Values#of}. */
    public Object value(int slot, int row) {
        return Values.of(operators.column(slot), row);
    }
}
