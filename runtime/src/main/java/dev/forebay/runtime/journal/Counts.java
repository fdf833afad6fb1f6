package dev.forebay.runtime.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of events: {@code read = emitted + rejected + absorbed + held}.
 *
 * @param read events read from the source
 * @param emitted events written to at least one sink
 * @param rejected events written to the dead letters
 * @param absorbed accepted events that no sink wanted, and skipped ones
 * @param held change of the number of events that wait for their turn
 * @param late emitted or absorbed events that came later than the lateness allows
 * @param incomplete emitted or absorbed events that came when a part of their windows may have been let go
 * @param reasons how often each reason was given; an event may have several
 * @param sinks records written to each sink, in the definition's order
 * @param skipped absorbed events that were in the history that the pipeline began with
 */
public record Counts(
        long read,
        long emitted,
        long rejected,
        long absorbed,
        long held,
        long late,
        long incomplete,
        Map<String, Long> reasons,
        List<Long> sinks,
        long skipped) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, Map.of(), List.of());

    /** Counts without skipped events. */
    public Counts(
            long read,
            long emitted,
            long rejected,
            long absorbed,
            long held,
            long late,
            long incomplete,
            Map<String, Long> reasons,
            List<Long> sinks) {
        this(read, emitted, rejected, absorbed, held, late, incomplete, reasons, sinks, 0);
    }

    public Counts {
        reasons = Map.copyOf(reasons);
        sinks = List.copyOf(sinks);
    }

    /** Whether every event read is accounted for. */
    public boolean addsUp() {
        return read == emitted + rejected + absorbed + held;
    }

    public Counts plus(Counts other) {
        Map<String, Long> sum = new TreeMap<>(reasons);
        other.reasons.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        List<Long> perSink = new ArrayList<>();
        for (int i = 0; i < Math.max(sinks.size(), other.sinks.size()); i++) {
            perSink.add((i < sinks.size() ? sinks.get(i) : 0) + (i < other.sinks.size() ? other.sinks.get(i) : 0));
        }
        return new Counts(
                read + other.read,
                emitted + other.emitted,
                rejected + other.rejected,
                absorbed + other.absorbed,
                held + other.held,
                late + other.late,
                incomplete + other.incomplete,
                sum,
                perSink,
                skipped + other.skipped);
    }
}
