package dev.forebay.runtime.backfill;

import java.time.Duration;

/**
 * Where a backfill stands at one moment.
 *
 * @param read events whose outcome is written, and so on
 * @param share how much of the input file has been read, 0 to 1
 */
public record BackfillStatus(Duration elapsed, long read, long emitted, long rejected, double share) {}
