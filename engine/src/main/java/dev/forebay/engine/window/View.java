package dev.forebay.engine.window;

import dev.forebay.plan.window.WindowRule;

/**
 * The rows that an event out of order sees through one window.
 *
 * @param from the place of the first; of a lifetime window, of the first ever, which may have left the buffer
 * @param end the place behind the last
 * @param skip the place of the event itself where it stands among them and does not see itself, or -1
 */
record View(long from, long end, long skip) {

    /**
     * What an event sees whose row stands at a place.
     *
     * @param clock the watermark before it: what is not later may have been let go
     */
    static View of(KeyBuffer buffer, Layout.Window window, long place, long time, long clock) {
        WindowRule rule = window.rule();
        long delay = rule.delayMicros();
        long latest = Math.max(time, clock);
        long end = rule.seesCurrent() ? place + 1 : rule.excludesCurrent() ? place : buffer.after(time - delay);
        if (rule.isLifetime()) {
            long until = buffer.after(latest - delay);
            long skip = rule.seesCurrent() || place >= until ? -1 : place;
            return new View(buffer.word(window.tailWord()), until, skip);
        }
        if (rule.isSliding()) {
            return rows(buffer.after(latest - delay - rule.lastMicros()), end, place, rule);
        }
        long passed = clock == Long.MIN_VALUE ? buffer.first() : buffer.after(clock - delay);
        long visible = passed - rule.rows();
        if (place >= visible && place < passed) {
            visible--;
        }
        long from = Math.max(Math.max(visible, buffer.first()), end - rule.rows());
        return rows(from, end, place, rule);
    }

    private static View rows(long from, long end, long place, WindowRule rule) {
        long first = rule.seesCurrent() ? Math.min(from, place) : from;
        return new View(Math.min(first, end), end, -1);
    }

    /** The place of the first row that is still in the buffer. */
    long physicalFrom(KeyBuffer buffer) {
        return Math.max(from, buffer.first());
    }

    /** How many rows it sees, those included that left the buffer. */
    long rows() {
        return end - from - (skip >= 0 ? 1 : 0);
    }
}
