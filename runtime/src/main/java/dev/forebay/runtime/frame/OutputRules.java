package dev.forebay.runtime.frame;

import dev.forebay.plan.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a pipeline its output depends on beside the columns.
 *
 * @param plan the pipeline
 * @param sinkNames what each sink is called in reasons, such as the topic's name
 * @param maxRecordBytes for each sink, the most bytes of key and value that it takes
 * @param since events before it are read and not emitted; null for no bound
 * @param until events at it or after are read and not emitted; null for no bound
 */
public record OutputRules(
        Plan plan,
        List<String> sinkNames,
        List<Integer> maxRecordBytes,
        @Nullable Instant since,
        @Nullable Instant until) {
    public OutputRules {
        sinkNames = List.copyOf(sinkNames);
        maxRecordBytes = List.copyOf(maxRecordBytes);
    }

    /** The first event time that is emitted, in microseconds. */
    long sinceMicros() {
        return since == null ? Long.MIN_VALUE : micros(since);
    }

    /** The first event time that is no longer emitted, in microseconds. */
    long untilMicros() {
        return until == null ? Long.MAX_VALUE : micros(until);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    }
}
