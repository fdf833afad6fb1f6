package dev.forebay.runtime;

import dev.forebay.runtime.journal.Bootstrap;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did. Every event read is one of emitted, rejected, absorbed, held.
 *
 * @param digest the release that ran, as 64 hexadecimal digits
 * @param read events whose outcome is committed
 * @param emitted events written to at least one sink
 * @param rejected events written to the dead letters
 * @param absorbed accepted events that no sink wanted, and skipped ones
 * @param held events that still wait for their turn
 * @param late accepted events that came later than the lateness allows
 * @param incomplete accepted events that came when a part of their windows may have been let go
 * @param byReason how often each reason for a rejection was given; an event may have several
 * @param warnings how often each check that only warns was false
 * @param commits transactions committed; 0 for files
 * @param elapsed from the first event read to the last commit
 * @param p50Millis half of the events were committed this long after their record's timestamp; NaN without events
 * @param p99Millis 99 of 100 events were
 * @param outputDigest sum of the hashes of all output of this run, as 64 hexadecimal digits; independent of order and batches
 * @param skipped absorbed events that were in the history that the pipeline began with
 * @param bootstrap the history that this run took in before it went live; null for none
 */
public record RunSummary(
        String pipeline,
        String digest,
        long read,
        long emitted,
        long rejected,
        long absorbed,
        long held,
        long late,
        long incomplete,
        Map<String, Long> byReason,
        Map<String, Long> warnings,
        long commits,
        Duration elapsed,
        double p50Millis,
        double p99Millis,
        String outputDigest,
        long skipped,
        @Nullable Bootstrap bootstrap) {

    public RunSummary {
        byReason = Map.copyOf(byReason);
        warnings = Map.copyOf(warnings);
    }

    /** Events read per second of {@link #elapsed}; 0 where no time passed. */
    public double eventsPerSecond() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds > 0 ? read / seconds : 0;
    }
}
