package dev.forebay.benchmarks.memory;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.plan.Plan;
import dev.forebay.plan.Plan.OutputColumn;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A workload by Forebay's engine: copy the bytes into a batch, decode, check, order, aggregate, compute. With several threads
 * each has a batch of its own, and the batches go in turn through the stages that have an order: the ordering stage and each
 * of the lanes of the windows' state.
 */
final class Engine implements Transformation {

    private static final int BATCH = 1024;

    private final Plan plan;
    private final int threads;

    Engine(Plan plan, int threads) {
        this.plan = plan;
        this.threads = threads;
    }

    @Override
    public String name() {
        return threads == 1 ? "engine" : "engine, %d threads".formatted(threads);
    }

    @Override
    public double run(EventBytes events) {
        Shared shared = new Shared(plan, threads);
        if (threads == 1) {
            return new Worker(shared, events).run(0, 1);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<CompletableFuture<Double>> sums = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                sums.add(CompletableFuture.supplyAsync(() -> new Worker(shared, events).run(first, threads), pool));
            }
            return sums.stream().mapToDouble(CompletableFuture::join).sum();
        } finally {
            pool.shutdown();
        }
    }

    /** What all batches go through in turn. */
    private static final class Shared {

        private final Plan plan;
        private final OrderingStage ordering;
        private final WindowState windows;
        private final Turn orderTurn = new Turn();
        private final List<Turn> laneTurns = new ArrayList<>();

        Shared(Plan plan, int threads) {
            this.plan = plan;
            ordering = new OrderingStage(plan);
            windows = new WindowState(plan, Integer.highestOneBit(2 * threads - 1));
            for (int lane = 0; lane < windows.lanes(); lane++) {
                laneTurns.add(new Turn());
            }
        }
    }

    /** Lets batches through one after the other. */
    private static final class Turn {

        private int next;

        synchronized void await(int batch) {
            try {
                while (next != batch) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        synchronized void done() {
            next++;
            notifyAll();
        }
    }

    /** One batch in flight. */
    private static final class Worker {

        private final Shared shared;
        private final EventBytes events;
        private final CompiledPipeline pipeline;
        private final JsonDecoder decoder;
        private final List<OutputColumn> outputs;

        Worker(Shared shared, EventBytes events) {
            this.shared = shared;
            this.events = events;
            pipeline = CompiledPipeline.compile(shared.plan, BATCH);
            decoder = new JsonDecoder(pipeline.batch().fields());
            outputs = shared.plan.vector();
        }

        /** Every {@code step}-th batch from {@code first} on. */
        double run(int first, int step) {
            double sum = 0;
            for (int batch = first; batch * BATCH < events.count(); batch += step) {
                sum += batch(batch);
            }
            return sum;
        }

        private double batch(int number) {
            EventBatch batch = pipeline.batch();
            batch.clear();
            int from = number * BATCH;
            int to = Math.min(from + BATCH, events.count());
            for (int i = from; i < to; i++) {
                int start = events.from(i);
                batch.add(0, i, Long.MIN_VALUE, events.bytes(), 0, -1, events.bytes(), start, events.to(i) - start);
            }
            decoder.decode(batch);
            pipeline.check();
            shared.orderTurn.await(number);
            shared.ordering.order(batch);
            shared.orderTurn.done();
            pipeline.prepare(shared.windows);
            for (int lane = 0; lane < shared.laneTurns.size(); lane++) {
                shared.laneTurns.get(lane).await(number);
                shared.windows.run(lane, pipeline.windows());
                shared.laneTurns.get(lane).done();
            }
            pipeline.compute();
            return sum(batch.size());
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
}
