package dev.forebay.benchmarks.memory;

import com.sun.management.OperatingSystemMXBean;
import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.w1.Scaler;
import dev.forebay.benchmarks.w2.VectorScaler;
import dev.forebay.benchmarks.w2.WindowOracle;
import dev.forebay.plan.Plan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways to compute a workload in memory, taken in turn in one JVM, each several times after a warm-up. Which one begins
 * changes from round to round.
 */
public final class InMemoryRace {

    /**
     * One pass over all events.
     *
     * @param round counted from 1
     * @param nanos wall time for one event
     * @param cpuNanos CPU time of the process for one event
     */
    public record Pass(String name, int round, double nanos, double cpuNanos) {}

    public static final String HAND_WRITTEN = "hand-written";

    /** How often every way takes all events before it is measured, each time so many of them that it is worth it. */
    private static final int WARM_UPS = 3;

    private static final int WARM_UP_EVENTS = 300_000;

    /** The system's own, which knows CPU time. */
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final EventBytes events;
    private final double expected;
    private final double tolerance;
    private final List<Transformation> all;

    private InMemoryRace(EventSource source, double expected, double tolerance, List<Transformation> all) {
        events = EventBytes.of(source);
        this.expected = expected;
        this.tolerance = tolerance * source.count();
        this.all = all;
    }

    /** W1; {@code directory} has the pipeline and its scaler. */
    public static InMemoryRace w1(EventSource source, Path directory) {
        Scaler scaler = Scaler.read(directory.resolve("scaler.json"));
        List<Transformation> all = List.of(new HandWrittenRow(scaler), new Engine(PlanFile.read(directory), 1));
        try (Stream<CardEvent> each = source.events(source.count())) {
            double expected = each.mapToDouble(event ->
                            scaler.amount(event.amount()) + scaler.log(event.amount()) + scaler.hour(event.hour()))
                    .sum();
            return new InMemoryRace(source, expected, 1e-9, all);
        }
    }

    /** W2; {@code directory} has the pipeline and its scaler. */
    public static InMemoryRace w2(EventSource source, Path directory) {
        VectorScaler scaler = VectorScaler.read(directory.resolve("scaler.json"));
        Plan plan = PlanFile.read(directory);
        List<Transformation> all = List.of(new HandWrittenWindows(scaler), new Engine(plan, 1), new Engine(plan, 2));
        return new InMemoryRace(source, new WindowOracle(source, scaler).sumInOrder(), 1e-8, all);
    }

    /** Passes of every way in every round, in the order they ran. */
    public List<Pass> run(int rounds) {
        return run(rounds, WARM_UP_EVENTS);
    }

    List<Pass> run(int rounds, int warmUpEvents) {
        for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
            for (Transformation way : all) {
                for (long taken = 0; taken < warmUpEvents; taken += events.count()) {
                    pass(way, 0);
                }
            }
        }
        List<Pass> passes = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < all.size(); i++) {
                passes.add(pass(all.get((round + i) % all.size()), round));
            }
        }
        return passes;
    }

    private Pass pass(Transformation way, int round) {
        long cpu = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        double sum = way.run(events);
        double nanos = System.nanoTime() - wall;
        double cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
        if (!(Math.abs(sum - expected) <= tolerance)) {
            throw new IllegalStateException("%s: sum %s, should be %s".formatted(way.name(), sum, expected));
        }
        return new Pass(way.name(), round, nanos / events.count(), cpuNanos / events.count());
    }
}
