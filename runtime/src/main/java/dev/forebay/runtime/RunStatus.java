package dev.forebay.runtime;

import java.time.Duration;
import java.util.List;

/**
 * Where a run stands at one moment, for a live screen.
 *
 * @param phase what it is doing
 * @param detail the phase in a sentence, such as what it waits for; empty where there is nothing to add
 * @param uptime since the run began
 * @param read events whose outcome is committed, and so on
 * @param late of the accepted, those that came later than the lateness allows
 * @param incomplete of the accepted, those that came when a part of their windows may have been let go
 * @param readPerSecond over the last seconds
 * @param emittedPerSecond over the last seconds
 * @param lagRecords records in the source that are not committed yet; -1 while unknown
 * @param lagSeconds age of the newest committed record when it was committed; NaN while unknown
 * @param p50Millis latency from record timestamp to commit over the last seconds; NaN without events
 * @param p99Millis the same for 99 of 100 events
 * @param samples some of the newest output records as text, the newest last
 * @param rejections some of the newest rejected events: position and reasons, the newest last
 */
public record RunStatus(
        Phase phase,
        String detail,
        Duration uptime,
        long read,
        long emitted,
        long rejected,
        long absorbed,
        long late,
        long incomplete,
        long commits,
        double readPerSecond,
        double emittedPerSecond,
        long lagRecords,
        double lagSeconds,
        double p50Millis,
        double p99Millis,
        List<String> samples,
        List<String> rejections) {

    /** What a run is doing. */
    public enum Phase {
        /** Looking at the broker, waiting for a former owner. */
        STARTING,
        /** Reading the history that the pipeline begins with. */
        BOOTSTRAPPING,
        /** Reading again what the state needs. */
        RESTORING,
        RUNNING,
        /** No broker answers; it goes on when one does. */
        WAITING_FOR_BROKER,
        /** Finishing what is in flight. */
        STOPPING,
        STOPPED
    }

    public RunStatus {
        samples = List.copyOf(samples);
        rejections = List.copyOf(rejections);
    }
}
