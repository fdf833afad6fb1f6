package dev.forebay.benchmarks.memory;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.w1.Scaler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways to compute W1 in memory, taken in turn in one JVM and one thread, each several times after a warm-up. Which one
 * begins changes from round to round.
 */
public final class InMemoryRace {

    /**
     * One pass over all events.
     *
     * @param round counted from 1
     * @param nanos wall time for one event
     * @param cpuNanos CPU time of the thread for one event
     */
    public record Pass(String name, int round, double nanos, double cpuNanos) {}

    private static final int WARM_UP = 3;

    private final EventBytes events;
    private final double expected;
    private final List<Transformation> all;

    /** {@code w1} is the directory with the pipeline and its scaler. */
    public InMemoryRace(EventSource source, Path w1) {
        Scaler scaler = Scaler.read(w1.resolve("scaler.json"));
        events = EventBytes.of(source);
        all = List.of(new HandWritten(scaler), new Engine(W1Plan.read(w1)));
        try (Stream<CardEvent> each = source.events(source.count())) {
            expected = each.mapToDouble(event ->
                            scaler.amount(event.amount()) + scaler.log(event.amount()) + scaler.hour(event.hour()))
                    .sum();
        }
    }

    /** Passes of every way in every round, in the order they ran. */
    public List<Pass> run(int rounds) {
        for (int round = 0; round < WARM_UP; round++) {
            all.forEach(way -> pass(way, 0));
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
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        double sum = way.run(events);
        double nanos = System.nanoTime() - wall;
        double cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
        if (Math.abs(sum - expected) > 1e-9 * events.count()) {
            throw new IllegalStateException("%s: sum %s, should be %s".formatted(way.name(), sum, expected));
        }
        return new Pass(way.name(), round, nanos / events.count(), cpuNanos / events.count());
    }
}
