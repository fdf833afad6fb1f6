package dev.forebay.benchmarks.latency;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Vector;

/** By Forebay's engine, in a batch of one row: decode, check, order, aggregate, compute, encode. */
final class EngineEvent implements OneEvent {

    private final CompiledPipeline pipeline;
    private final OrderingStage ordering;
    private final WindowState windows;
    private final JsonDecoder decoder;
    private final JsonEncoder encoder;
    private final Vector[] columns;
    private final ByteArena out = new ByteArena(1 << 12);
    private long events;

    EngineEvent(Plan plan) {
        pipeline = CompiledPipeline.compile(plan, 1);
        ordering = new OrderingStage(plan);
        windows = new WindowState(plan, 1);
        decoder = new JsonDecoder(pipeline.batch().fields());
        var outputs = plan.sinks().get(0).columns();
        encoder =
                new JsonEncoder(outputs.stream().map(Plan.OutputColumn::column).toList());
        columns = outputs.stream().map(output -> pipeline.column(output.slot())).toArray(Vector[]::new);
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public int take(byte[] bytes, int from, int to) {
        EventBatch batch = pipeline.batch();
        batch.clear();
        batch.add(0, events++, Long.MIN_VALUE, bytes, 0, -1, bytes, from, to - from);
        decoder.decode(batch);
        pipeline.check();
        ordering.order(batch);
        pipeline.aggregate(windows);
        pipeline.compute();
        if (batch.rejections.isRejected(0)) {
            throw new IllegalArgumentException("rejected");
        }
        out.clear();
        encoder.encode(columns, 0, out);
        return out.size;
    }
}
