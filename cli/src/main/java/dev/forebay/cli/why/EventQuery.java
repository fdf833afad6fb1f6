package dev.forebay.cli.why;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which event is meant.
 *
 * @param id as text; null where only a position is known
 * @param timeMicros its time; empty where that is not known
 * @param position null where that is not known
 */
public record EventQuery(
        @Nullable String id,
        OptionalLong timeMicros,
        @Nullable Position position) {
    public EventQuery {
        if (id == null && position == null) {
            throw new IllegalArgumentException("neither an id nor a position");
        }
    }

    /** In words, for messages. */
    @Override
    public String toString() {
        return id == null ? "at " + position : "'" + id + "'" + (position == null ? "" : " at " + position);
    }
}
