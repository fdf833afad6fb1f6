package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That a value is known only some time after its event.
 *
 * @param column the column of the schema that it comes from; of several the one known last
 * @param micros how long after the event; 0 for the target of an encoder, of which nobody says when it is known: what is computed of an event's own
 *     target is the answer
 */
record Taint(String column, long micros) {

    static Taint ofTarget(String column) {
        return new Taint(column, 0);
    }

    /** Whether it is there already when its event is looked at through a window, which may hold the event itself. */
    boolean isKnown(OpenWindow window) {
        return micros == 0
                ? window.delayMicros() > 0 || window.rule().excludesCurrent()
                : micros <= window.delayMicros();
    }

    static @Nullable Taint of(Definition.SchemaColumn column) {
        Located<Duration> knownAfter = column.knownAfter();
        return knownAfter == null ? null : new Taint(column.name().value(), Durations.micros(knownAfter.value()));
    }

    static @Nullable Taint later(@Nullable Taint a, @Nullable Taint b) {
        return a == null || (b != null && b.micros() > a.micros()) ? b : a;
    }
}
