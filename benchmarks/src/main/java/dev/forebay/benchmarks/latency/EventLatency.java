package dev.forebay.benchmarks.latency;

import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.memory.EventBytes;
import dev.forebay.benchmarks.memory.PlanFile;
import dev.forebay.benchmarks.w2.VectorScaler;
import dev.forebay.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** W2 event by event in one thread, each timed by itself. The first half of the events warms up and fills the windows. */
public final class EventLatency {

    /**
     * The times of one pass, in microseconds; the clock is read once an event and its reading is in them.
     *
     * @param round counted from 1
     */
    public record Times(String name, int round, double p50, double p99, double p999, double max) {}

    private final EventBytes events;
    private final VectorScaler scaler;
    private final Plan plan;

    /** {@code directory} has the pipeline of W2 and its scaler. */
    public EventLatency(EventSource source, Path directory) {
        events = EventBytes.of(source);
        scaler = VectorScaler.read(directory.resolve("scaler.json"));
        plan = PlanFile.read(directory);
    }

    /** Each round with a state of its own. */
    public List<Times> run(int rounds) {
        List<Times> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            all.add(times(new HandWrittenEvent(scaler), round));
            all.add(times(new EngineEvent(plan), round));
        }
        return all;
    }

    private Times times(OneEvent way, int round) {
        int measuredFrom = events.count() / 2;
        long[] nanos = new long[events.count() - measuredFrom];
        long bytes = 0;
        for (int i = 0; i < events.count(); i++) {
            long before = System.nanoTime();
            bytes += way.take(events.bytes(), events.from(i), events.to(i));
            if (i >= measuredFrom) {
                nanos[i - measuredFrom] = System.nanoTime() - before;
            }
        }
        if (bytes < 100L * events.count()) {
            throw new IllegalStateException(way.name() + ": outputs are missing");
        }
        return times(way.name(), round, nanos);
    }

    static Times times(String name, int round, long[] nanos) {
        Arrays.sort(nanos);
        return new Times(
                name, round, quantile(nanos, 0.5), quantile(nanos, 0.99), quantile(nanos, 0.999), quantile(nanos, 1));
    }

    private static double quantile(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, (long) Math.ceil(part * sorted.length))] / 1000.0;
    }
}
