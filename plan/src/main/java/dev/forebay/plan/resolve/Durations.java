package dev.forebay.plan.resolve;

import dev.forebay.definition.Located;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as plans have them, and as definitions write them. */
final class Durations {
    private static final String[] UNITS = {"w", "d", "h", "m", "s"};
    private static final long[] MICROS = {604_800_000_000L, 86_400_000_000L, 3_600_000_000L, 60_000_000L, 1_000_000L};

    private Durations() {}

    static long micros(Duration duration) {
        return duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
    }

    static long micros(@Nullable Located<Duration> duration, long absent) {
        return duration == null ? absent : micros(duration.value());
    }

    /** In the largest unit that it is a whole number of, weeks only where there are several. */
    static String text(long micros) {
        for (int i = 0; i < UNITS.length; i++) {
            if (micros % MICROS[i] == 0 && micros >= MICROS[i] * (i == 0 ? 9 : 1)) {
                return micros / MICROS[i] + UNITS[i];
            }
        }
        return micros / 1_000 + "ms";
    }
}
