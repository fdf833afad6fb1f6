package dev.forebay.benchmarks.memory;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.plan.Plan;
import dev.forebay.plan.Plan.OutputColumn;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Vector;
import java.util.List;

/** W1 by Forebay's engine: copy the bytes into a batch, decode, check, compute. */
final class Engine implements Transformation {

    private static final int BATCH = 1024;

    private final WindowState windows;
    private final CompiledPipeline pipeline;
    private final JsonDecoder decoder;
    private final List<OutputColumn> outputs;

    Engine(Plan plan) {
        pipeline = CompiledPipeline.compile(plan, BATCH);
        windows = new WindowState(plan, 1);
        outputs = plan.vector();
        decoder = new JsonDecoder(pipeline.batch().fields());
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public double run(EventBytes events) {
        EventBatch batch = pipeline.batch();
        byte[] bytes = events.bytes();
        double sum = 0;
        for (int from = 0; from < events.count(); from += BATCH) {
            int to = Math.min(from + BATCH, events.count());
            batch.clear();
            for (int i = from; i < to; i++) {
                int start = events.from(i);
                batch.add(0, i, Long.MIN_VALUE, bytes, 0, -1, bytes, start, events.to(i) - start);
            }
            decoder.decode(batch);
            pipeline.check();
            pipeline.aggregate(windows);
            pipeline.compute();
            sum += sum(batch.size());
        }
        return sum;
    }

    private double sum(int rows) {
        double sum = 0;
        for (OutputColumn output : outputs) {
            DoubleVector column = (DoubleVector) pipeline.column(output.slot());
            for (int i = 0; i < rows; i++) {
                sum += column.state[i] == Vector.VALID ? column.values[i] : Double.NaN;
            }
        }
        return sum;
    }
}
