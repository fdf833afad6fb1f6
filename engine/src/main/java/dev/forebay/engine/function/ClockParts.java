package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.types.batch.Vector;

/** Parts of the clock in UTC, by integer arithmetic. */
final class ClockParts {
    static final long SECOND = 1_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private ClockParts() {}

    static void addTo(KernelTable table) {
        table.loop("HOUR(timestamp)", ClockParts::hour);
    }

    private static void hour(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = Math.floorMod(x[i], DAY) / HOUR;
        }
    }
}
