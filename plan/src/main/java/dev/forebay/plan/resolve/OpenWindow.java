package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.window.WindowRule;
import java.util.List;

/**
 * A window that an aggregate may look over; a family's members are windows of their own.
 *
 * @param keySlots the columns whose values are the key
 * @param rule its rule but for the grouping, whose place is told once the window is used
 */
record OpenWindow(List<Integer> keySlots, WindowRule rule) {
    OpenWindow {
        keySlots = List.copyOf(keySlots);
    }

    WindowRule in(int grouping) {
        return new WindowRule(
                rule.name(),
                grouping,
                rule.lastMicros(),
                rule.rows(),
                rule.delayMicros(),
                rule.excludesCurrent(),
                rule.idleMicros(),
                rule.origin());
    }

    String name() {
        return rule.name();
    }

    long delayMicros() {
        return rule.delayMicros();
    }

    Origin origin() {
        return rule.origin();
    }
}
