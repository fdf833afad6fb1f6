package dev.forebay.testing.oracle;

import dev.forebay.plan.Plan;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.generate.Chance;
import dev.forebay.testing.generate.PlanGenerator;
import dev.forebay.testing.generate.StreamGenerator;
import java.util.List;

/**
 * A generated plan with windows, and a stream of events for it.
 *
 * @param events in the order read
 */
record WindowStreams(long seed, Plan plan, List<ReferenceEvent> events) {
    private static final int AGGREGATES = 9;

    /** The plan and the stream of a seed; every third plan orders by time. */
    static WindowStreams of(long seed, int events) {
        return of(seed, events, seed % 3 == 0);
    }

    static WindowStreams of(long seed, int events, boolean ordersByTime) {
        Plan plan = PlanGenerator.windowed(seed, AGGREGATES, ordersByTime);
        return new WindowStreams(seed, plan, new StreamGenerator(new Chance(seed + 13), plan).next(events));
    }
}
