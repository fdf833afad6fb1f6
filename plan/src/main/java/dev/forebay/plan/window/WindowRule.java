package dev.forebay.plan.window;

import dev.forebay.plan.expression.Origin;

/**
 * Which of the earlier events of its key an event sees. Durations are microseconds.
 *
 * @param name the window's name; a family's member has its suffix
 * @param grouping its place in {@link Windowing#groupings}
 * @param lastMicros how far back it reaches, exclusive; {@link #UNBOUNDED} for all of the past or the last {@code rows}
 * @param rows how many events it holds at most; {@link #UNBOUNDED} for any number
 * @param delayMicros how far it is shifted into the past
 * @param excludesCurrent whether the event itself is left out
 * @param idleMicros a key silent for so long, by event time, is forgotten; {@link #UNBOUNDED} for never
 */
public record WindowRule(
        String name,
        int grouping,
        long lastMicros,
        long rows,
        long delayMicros,
        boolean excludesCurrent,
        long idleMicros,
        Origin origin) {
    /** No limit. */
    public static final long UNBOUNDED = -1;

    public WindowRule {
        if (lastMicros == 0 || lastMicros < UNBOUNDED || rows == 0 || rows < UNBOUNDED || delayMicros < 0) {
            throw new IllegalArgumentException("window '" + name + "' has a length below 1");
        }
        if (lastMicros != UNBOUNDED && (rows != UNBOUNDED || idleMicros != UNBOUNDED)) {
            throw new IllegalArgumentException("window '" + name + "' has two kinds of length");
        }
        if (excludesCurrent && delayMicros > 0) {
            throw new IllegalArgumentException("window '" + name + "' excludes what its delay keeps out already");
        }
    }

    /** Whether it slides: it reaches back a stretch of time. */
    public boolean isSliding() {
        return lastMicros != UNBOUNDED;
    }

    /** Whether it holds all of a key's past. */
    public boolean isLifetime() {
        return lastMicros == UNBOUNDED && rows == UNBOUNDED;
    }

    /** Whether the event itself is in its own window. */
    public boolean seesCurrent() {
        return delayMicros == 0 && !excludesCurrent;
    }
}
