package dev.forebay.testing.generate;

import dev.forebay.plan.window.WindowRule;

/** The kinds of windows: how far each reaches, and what it leaves out. */
public enum WindowKind {
    LAST,
    LAST_DELAYED,
    LAST_WITHOUT_CURRENT,
    ROWS,
    ROWS_DELAYED,
    ROWS_WITHOUT_CURRENT,
    ROWS_IDLE,
    LIFETIME,
    LIFETIME_DELAYED,
    LIFETIME_WITHOUT_CURRENT,
    LIFETIME_IDLE;

    /** The kind of a window; one that is idle and delayed or without the current event counts as idle. */
    public static WindowKind of(WindowRule rule) {
        if (rule.isSliding()) {
            return rule.delayMicros() > 0 ? LAST_DELAYED : rule.excludesCurrent() ? LAST_WITHOUT_CURRENT : LAST;
        }
        if (rule.isLifetime()) {
            return rule.idleMicros() != WindowRule.UNBOUNDED
                    ? LIFETIME_IDLE
                    : rule.delayMicros() > 0
                            ? LIFETIME_DELAYED
                            : rule.excludesCurrent() ? LIFETIME_WITHOUT_CURRENT : LIFETIME;
        }
        return rule.idleMicros() != WindowRule.UNBOUNDED
                ? ROWS_IDLE
                : rule.delayMicros() > 0 ? ROWS_DELAYED : rule.excludesCurrent() ? ROWS_WITHOUT_CURRENT : ROWS;
    }

    boolean isSliding() {
        return this == LAST || this == LAST_DELAYED || this == LAST_WITHOUT_CURRENT;
    }

    boolean isRows() {
        return this == ROWS || this == ROWS_DELAYED || this == ROWS_WITHOUT_CURRENT || this == ROWS_IDLE;
    }

    boolean isDelayed() {
        return this == LAST_DELAYED || this == ROWS_DELAYED || this == LIFETIME_DELAYED;
    }

    boolean isWithoutCurrent() {
        return this == LAST_WITHOUT_CURRENT || this == ROWS_WITHOUT_CURRENT || this == LIFETIME_WITHOUT_CURRENT;
    }

    boolean isIdle() {
        return this == ROWS_IDLE || this == LIFETIME_IDLE;
    }
}
