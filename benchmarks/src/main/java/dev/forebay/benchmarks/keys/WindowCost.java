package dev.forebay.benchmarks.keys;

import com.sun.management.OperatingSystemMXBean;
import dev.forebay.benchmarks.memory.PlanFile;
import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Vector;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes loads through the engine's windows in one thread, one after the other. The first round is always run to its end; no
 * further one begins when ten minutes are over. A load whose state would not fit into the heap is left out.
 */
public final class WindowCost {

    /**
     * What one load cost.
     *
     * @param retained events that the windows hold at the end
     * @param nanos wall time for one event, when the windows are full
     * @param cpuNanos CPU time of the process for one event
     * @param stateBytes what the state says it takes
     * @param heapBytes what the heap holds more than before, after a collection
     */
    public record Cost(
            String group,
            String what,
            int round,
            long keys,
            long retained,
            double nanos,
            double cpuNanos,
            long stateBytes,
            long heapBytes) {}

    /** As many rows as in the runtime. */
    private static final int BATCH = 2048;

    private static final int WARM_UP = 2_000_000;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(10).toNanos();

    /** How much of the heap the largest state may take: it is copied in parts as it grows. */
    private static final double OF_HEAP = 0.7;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int events;
    private final int mostKeys;
    private final PrintStream progress;
    private final long began = System.nanoTime();

    /**
     * {@code events} are measured of each load; loads of more than {@code mostKeys} keys are left out.
     */
    public WindowCost(int events, int mostKeys, PrintStream progress) {
        this.events = events;
        this.mostKeys = mostKeys;
        this.progress = progress;
    }

    /** W2's aggregates for ever more keys, each with three events in the longest window. */
    public List<Cost> byKeys(int rounds) {
        List<KeyedLoad> loads = IntStream.of(10_000, 100_000, 1_000_000, 10_000_000)
                .filter(keys -> keys <= mostKeys)
                .mapToObj(keys -> new KeyedLoad(
                        "%,d keys".formatted(keys), keys, 0.1, 30, KeyedLoad.LENGTHS_OF_W2, KeyedLoad.AGGREGATES_OF_W2))
                .toList();
        return costs("keys", loads, rounds);
    }

    /** Ever more aggregates over one window. */
    public List<Cost> byAggregates(int rounds) {
        List<String> all = new ArrayList<>(KeyedLoad.AGGREGATES_OF_W2);
        all.addAll(List.of("MIN(amount)", "LAST_VALUE(amount)", "FIRST_VALUE(amount)", "VAR_SAMP(amount)"));
        for (int limit = 10; all.size() < 16; limit += 10) {
            all.add("SUM(amount) FILTER (WHERE amount < %d)".formatted(limit));
        }
        List<KeyedLoad> loads = IntStream.of(1, 2, 4, 8, 16)
                .mapToObj(count -> new KeyedLoad(
                        "%d aggregates".formatted(count), 100_000, 1, 30, List.of("30d"), all.subList(0, count)))
                .toList();
        return costs("aggregates", loads, rounds);
    }

    /** One window, ever longer, over the same events. */
    public List<Cost> byLength(int rounds) {
        List<KeyedLoad> loads = List.of("1h", "1d", "7d", "30d", "90d", "365d").stream()
                .map(length -> new KeyedLoad(length, 2_000, 2, 365, List.of(length), KeyedLoad.AGGREGATES_OF_W2))
                .toList();
        return costs("length", loads, rounds);
    }

    private List<Cost> costs(String group, List<KeyedLoad> loads, int rounds) {
        new Run(loads.get(0)).take(WARM_UP);
        List<Cost> costs = new ArrayList<>();
        for (int round = 1; round <= rounds && (round == 1 || System.nanoTime() - began < PATIENCE_NANOS); round++) {
            double bytesPerKey = 0;
            for (KeyedLoad load : loads) {
                if (bytesPerKey * load.keys() > OF_HEAP * Runtime.getRuntime().maxMemory()) {
                    progress.printf(
                            "  %s is left out: %,.0f MB of state%n", load.what(), bytesPerKey * load.keys() / 1e6);
                    continue;
                }
                Cost cost = cost(group, load, round);
                bytesPerKey = (double) cost.stateBytes() / cost.keys();
                costs.add(cost);
                progress.printf(
                        "  round %d  %-18s %,.0f events/s, %,.0f bytes a key%n",
                        round, load.what(), 1e9 / cost.nanos(), bytesPerKey);
            }
        }
        return costs;
    }

    private Cost cost(String group, KeyedLoad load, int round) {
        long heap = usedHeap();
        Run run = new Run(load);
        run.take(load.fillEvents());
        long cpu = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        run.take(events);
        double nanos = System.nanoTime() - wall;
        double cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
        return new Cost(
                group,
                load.what(),
                round,
                run.windows.keys(),
                run.windows.retainedEvents(),
                nanos / events,
                cpuNanos / events,
                run.windows.bytes(),
                usedHeap() - heap);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A load on its way. */
    private static final class Run {

        private static final byte[] NOTHING = {};

        private final WindowState windows;
        private final KeyedLoad load;
        private final CompiledPipeline pipeline;
        private final OrderingStage ordering;
        private final LongVector account;
        private final LongVector time;
        private final DoubleVector amount;
        private long next;

        Run(KeyedLoad load) {
            this.load = load;
            Plan plan = PlanFile.of(load.definition());
            pipeline = CompiledPipeline.compile(plan, BATCH);
            ordering = new OrderingStage(plan);
            windows = new WindowState(plan, 1);
            account = (LongVector) column(plan, "account");
            time = (LongVector) column(plan, "time");
            amount = (DoubleVector) column(plan, "amount");
        }

        private Vector column(Plan plan, String name) {
            int index = IntStream.range(0, plan.fields().size())
                    .filter(i -> plan.fields().get(i).name().equals(name))
                    .findFirst()
                    .orElseThrow();
            return pipeline.batch().column(index);
        }

        void take(long count) {
            for (long end = next + count; next < end; ) {
                batch((int) Math.min(BATCH, end - next));
            }
        }

        private void batch(int rows) {
            EventBatch batch = pipeline.batch();
            batch.clear();
            for (int row = 0; row < rows; row++, next++) {
                batch.add(0, next, Long.MIN_VALUE, NOTHING, 0, -1, NOTHING, 0, -1);
                long hash = mix(next);
                account.values[row] = Long.remainderUnsigned(hash, load.keys());
                account.state[row] = Vector.VALID;
                time.values[row] = (long) (next * load.microsBetweenEvents());
                time.state[row] = Vector.VALID;
                amount.values[row] = (mix(hash) >>> 50) / 100.0;
                amount.state[row] = Vector.VALID;
            }
            pipeline.check();
            ordering.order(batch);
            pipeline.aggregate(windows);
            pipeline.compute();
            if (batch.rejections.isRejected(0)) {
                throw new IllegalStateException("rejected");
            }
        }

        /** splitmix64. */
        private static long mix(long seed) {
            long x = seed + 0x9E3779B97F4A7C15L;
            x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
            x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
            return x ^ (x >>> 31);
        }
    }
}
