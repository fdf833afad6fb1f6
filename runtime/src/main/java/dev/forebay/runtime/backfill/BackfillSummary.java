package dev.forebay.runtime.backfill;

import java.time.Duration;
import java.util.Map;

/**
 * What a backfill did. Every event read is one of emitted, rejected, absorbed.
 *
 * @param digest the release that ran, as 64 hexadecimal digits
 * @param absorbed accepted events outside of the range that was asked for
 * @param late accepted events that came later than the lateness allows
 * @param incomplete accepted events that came when a part of their windows may have been let go
 * @param byReason how often each reason for a rejection was given; an event may have several
 * @param warnings how often each check that only warns was false
 * @param outputDigest sum of the hashes of all output, as 64 hexadecimal digits
 */
public record BackfillSummary(
        String pipeline,
        String digest,
        long read,
        long emitted,
        long rejected,
        long absorbed,
        long late,
        long incomplete,
        Map<String, Long> byReason,
        Map<String, Long> warnings,
        Duration elapsed,
        String outputDigest) {

    public BackfillSummary {
        byReason = Map.copyOf(byReason);
        warnings = Map.copyOf(warnings);
    }

    /** Events read per second; 0 where no time passed. */
    public double eventsPerSecond() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds > 0 ? read / seconds : 0;
    }
}
