package dev.forebay.runtime.backfill;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.OutputDigest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a backfill has written so far. Safe to use from several threads. */
final class BackfillCounts {
    private final long began = System.nanoTime();
    private final OutputDigest digest = new OutputDigest();
    private Counts counts = Counts.NONE;
    private long[] warnings = new long[0];

    synchronized void add(EncodedFrame frame) {
        counts = counts.plus(frame.counts());
        digest.add(frame.digest);
        if (warnings.length < frame.warnings.length) {
            warnings = new long[frame.warnings.length];
        }
        for (int i = 0; i < frame.warnings.length; i++) {
            warnings[i] += frame.warnings[i];
        }
        if (!counts.addsUp()) {
            throw RunFailure.of(
                    RuntimeCode.ACCOUNTING,
                    "the events read are not the events accounted for: " + counts,
                    "this is a defect of Forebay; no output was left");
        }
    }

    synchronized BackfillStatus status(double share) {
        return new BackfillStatus(elapsed(), counts.read(), counts.emitted(), counts.rejected(), share);
    }

    synchronized BackfillSummary summary(Plan plan, String release) {
        Map<String, Long> warned = new TreeMap<>();
        for (int i = 0; i < warnings.length; i++) {
            if (warnings[i] > 0) {
                warned.put(plan.checks().get(i).name(), warnings[i]);
            }
        }
        return new BackfillSummary(
                plan.pipeline(),
                release,
                counts.read(),
                counts.emitted(),
                counts.rejected(),
                counts.absorbed(),
                counts.late(),
                counts.incomplete(),
                counts.reasons(),
                warned,
                elapsed(),
                digest.hex());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
