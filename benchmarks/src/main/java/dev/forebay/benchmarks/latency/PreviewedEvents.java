package dev.forebay.benchmarks.latency;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.KeyCopies;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Vector;

/** The engine with one event at a time, taken in or only asked about. */
final class PreviewedEvents {
    private final CompiledPipeline taking;
    private final CompiledPipeline asking;
    private final JsonDecoder decoder;
    private final JsonDecoder askingDecoder;
    private final OrderingStage ordering;
    private final WindowState windows;
    private final KeyCopies copies;
    private final JsonEncoder encoder;
    private final Vector[] columns;
    private final ByteArena out = new ByteArena(1 << 12);
    private long events;

    PreviewedEvents(Plan plan) {
        taking = CompiledPipeline.compile(plan, 1);
        asking = CompiledPipeline.compile(plan, 1);
        decoder = new JsonDecoder(taking.batch().fields());
        askingDecoder = new JsonDecoder(asking.batch().fields());
        ordering = new OrderingStage(plan);
        windows = new WindowState(plan, 1);
        copies = new KeyCopies(plan, 1, Integer.MAX_VALUE);
        var outputs = plan.sinks().get(0).columns();
        encoder =
                new JsonEncoder(outputs.stream().map(Plan.OutputColumn::column).toList());
        columns = outputs.stream().map(output -> asking.column(output.slot())).toArray(Vector[]::new);
    }

    void take(byte[] event) {
        EventBatch batch = taking.batch();
        batch.clear();
        batch.add(0, events++, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
        decoder.decode(batch);
        taking.check();
        ordering.order(batch);
        taking.aggregate(windows);
        taking.compute();
    }

    /** What the event would get; its length as JSON. */
    int preview(byte[] event) {
        EventBatch batch = asking.batch();
        batch.clear();
        batch.add(0, events, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
        askingDecoder.decode(batch);
        asking.check();
        ordering.preview(batch);
        asking.prepare(windows);
        copies.clear();
        for (int lane = 0; lane < windows.lanes(); lane++) {
            copies.copy(windows, lane, asking.windows());
        }
        copies.run(asking.windows());
        asking.compute();
        out.clear();
        encoder.encode(columns, 0, out);
        return out.size;
    }
}
