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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A workload by Forebay's engine: copy the bytes into a batch, decode, check, order, aggregate, compute. With one thread, that
 * thread does it all. With several it goes as in Forebay's runtime: the calling thread copies events into batches, as the
 * runtime's reader does, and each of the workers takes one batch after the other from there to the end; the batches go in turn
 * through the stages that have an order, the ordering stage and each lane of the windows' state.
 */
final class Engine implements Transformation {

    /** As many as in the runtime. */
    private static final int ROWS = 2048;

    /** Batches in flight, at the least. */
    private static final int BATCHES = 6;

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
        return threads == 1 ? inThisThread(events) : inWorkers(events);
    }

    private double inThisThread(EventBytes events) {
        Stages stages = new Stages(plan, threads);
        Frame frame = new Frame(plan);
        double sum = 0;
        for (int number = 0; number * ROWS < events.count(); number++) {
            frame.fill(events, number);
            sum += stages.run(frame);
        }
        return sum;
    }

    private double inWorkers(EventBytes events) {
        Flow flow = new Flow(new Stages(plan, threads), Math.max(BATCHES, threads + 3));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<CompletableFuture<Double>> sums = Stream.generate(
                            () -> CompletableFuture.supplyAsync(flow::work, pool))
                    .limit(threads)
                    .toList();
            for (int number = 0; number * ROWS < events.count(); number++) {
                Frame frame = take(flow.free);
                if (frame == flow.end) {
                    break;
                }
                frame.fill(events, number);
                flow.received.add(frame);
            }
            for (int i = 0; i < threads; i++) {
                flow.received.add(flow.end);
            }
            return sums.stream().mapToDouble(CompletableFuture::join).sum();
        } finally {
            pool.shutdown();
        }
    }

    private static Frame take(BlockingQueue<Frame> from) {
        try {
            return from.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Lets batches through a stage one at a time and in their order; the same as the runtime's. */
    private static final class Turns {

        private int next;
        private boolean stopped;

        synchronized void await(int batch) {
            try {
                while (next != batch && !stopped) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            if (stopped) {
                throw new IllegalStateException("another worker failed");
            }
        }

        synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        synchronized void done() {
            next++;
            notifyAll();
        }
    }

    /** Batches on their way: filled in one thread, taken through the stages in others. */
    private static final class Flow {

        private final Stages stages;
        private final BlockingQueue<Frame> free = new LinkedBlockingQueue<>();
        private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();

        /** Behind the last batch, once for each worker; among the free ones when a worker failed. */
        private final Frame end;

        Flow(Stages stages, int batches) {
            this.stages = stages;
            for (int i = 0; i < batches; i++) {
                free.add(new Frame(stages.plan));
            }
            end = new Frame(stages.plan);
        }

        double work() {
            try {
                double sum = 0;
                for (Frame frame = take(received); frame != end; frame = take(received)) {
                    sum += stages.run(frame);
                    free.add(frame);
                }
                return sum;
            } catch (RuntimeException | Error e) {
                stages.stop();
                free.add(end);
                throw e;
            }
        }
    }

    /** What all batches go through. */
    private static final class Stages {

        private final Plan plan;
        private final OrderingStage ordering;
        private final WindowState windows;
        private final List<OutputColumn> outputs;
        private final Turns orderTurns = new Turns();
        private final List<Turns> laneTurns;

        Stages(Plan plan, int threads) {
            this.plan = plan;
            ordering = new OrderingStage(plan);
            windows = new WindowState(plan, Integer.highestOneBit(threads));
            outputs = plan.vector();
            laneTurns = Stream.generate(Turns::new).limit(windows.lanes()).toList();
        }

        void stop() {
            orderTurns.stop();
            laneTurns.forEach(Turns::stop);
        }

        /** The sum of all numbers of a filled batch. */
        double run(Frame frame) {
            CompiledPipeline pipeline = frame.pipeline;
            EventBatch batch = pipeline.batch();
            frame.decoder.decode(batch);
            pipeline.check();
            orderTurns.await(frame.number);
            ordering.order(batch);
            orderTurns.done();
            pipeline.prepare(windows);
            for (int lane = 0; lane < laneTurns.size(); lane++) {
                laneTurns.get(lane).await(frame.number);
                windows.run(lane, pipeline.windows());
                laneTurns.get(lane).done();
            }
            pipeline.compute();
            double sum = 0;
            for (OutputColumn output : outputs) {
                sum += sum((DoubleVector) pipeline.column(output.slot()), batch.size());
            }
            return sum;
        }

        private static double sum(DoubleVector column, int rows) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += column.state[i] == Vector.VALID ? column.values[i] : Double.NaN;
            }
            return sum;
        }
    }

    /** A batch, used again and again. In one thread's hands at a time. */
    private static final class Frame {

        private final CompiledPipeline pipeline;
        private final JsonDecoder decoder;
        private int number;

        Frame(Plan plan) {
            pipeline = CompiledPipeline.compile(plan, ROWS);
            decoder = new JsonDecoder(pipeline.batch().fields());
        }

        /** Copies the events of one number's batch. */
        void fill(EventBytes events, int batchNumber) {
            number = batchNumber;
            EventBatch batch = pipeline.batch();
            batch.clear();
            int from = number * ROWS;
            int to = Math.min(from + ROWS, events.count());
            for (int i = from; i < to; i++) {
                int start = events.from(i);
                batch.add(0, i, Long.MIN_VALUE, events.bytes(), 0, -1, events.bytes(), start, events.to(i) - start);
            }
        }
    }
}
