package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.types.diagnostic.Diagnostics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which lengths, delays and exclusions go together. */
final class WindowRules {
    private WindowRules() {}

    /** Whether a window can be as it is written, with one of its lengths; says why not. */
    static boolean hold(Definition.Window window, Definition.Window.@Nullable Length length, Diagnostics into) {
        boolean fine = true;
        if (length != null) {
            fine &= isPositive(length.duration(), "last", "a window of no length is always empty", into);
        }
        Located<Long> rows = window.rows();
        if (length != null && rows != null) {
            into.add(
                    PlanCode.WINDOW_LENGTH,
                    rows.span(),
                    "the window '" + window.name().value() + "' has both 'last' and 'rows'",
                    "'last' bounds it by time, 'rows' by the number of events: make two windows of it");
            fine = false;
        }
        Located<Duration> idle = window.idle();
        if (idle != null) {
            fine &= isPositive(idle, "idle", "a key would be forgotten at once", into);
            if (length != null) {
                into.add(
                        PlanCode.WINDOW_LENGTH,
                        idle.span(),
                        "the window '" + window.name().value() + "' has both 'last' and 'idle'",
                        "'last' forgets by itself; 'idle' is for windows without it");
                fine = false;
            }
        }
        Located<Boolean> excludes = window.excludesCurrent();
        Located<Duration> delay = window.delay();
        if (excludes != null && delay != null && !delay.value().isZero()) {
            into.add(
                    PlanCode.WINDOW_CURRENT,
                    excludes.span(),
                    "the window '" + window.name().value() + "' has a delay, so the event is not in it anyway",
                    "take 'exclude: current' away");
            fine = false;
        }
        return fine;
    }

    private static boolean isPositive(Located<Duration> duration, String key, String why, Diagnostics into) {
        if (duration.value().isZero()) {
            into.add(PlanCode.WINDOW_LENGTH, duration.span(), "'" + key + "' must be longer than 0", why);
        }
        return !duration.value().isZero();
    }
}
