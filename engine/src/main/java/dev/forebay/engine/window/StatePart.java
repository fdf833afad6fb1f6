package dev.forebay.engine.window;

import dev.forebay.types.Type;
import java.util.List;

/**
 * What keeps the events of its keys apart from those of others: the windows of one grouping that forget alike.
 *
 * @param columns whose values are the key, in order
 * @param types of those columns
 * @param idleMicros when a silent key is forgotten; {@link dev.forebay.plan.window.WindowRule#UNBOUNDED} for never
 * @param windows the names of its windows
 * @param cost what it takes in memory
 */
public record StatePart(List<String> columns, List<Type> types, long idleMicros, List<String> windows, Cost cost) {

    public StatePart {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        windows = List.copyOf(windows);
    }

    /** The columns in one text. */
    public String key() {
        return String.join(", ", columns);
    }

    /**
     * What keys and events take, in bytes, as the buffers are laid out; the mean of a buffer that grows by doubling.
     *
     * @param keyBytes a key with a buffer that is empty, beside what is longer than 15 bytes of the key itself
     * @param eventBytes an event that a window still sees
     * @param valueCountBytes each different value in the windows of {@code COUNT(DISTINCT)} and {@code MODE}, all of them together; 0 for
     *     none
     * @param textPerEvent how many handles of texts an event holds; each different text is kept once
     */
    public record Cost(long keyBytes, long eventBytes, long valueCountBytes, int textPerEvent) {}

    /**
     * What it holds.
     *
     * @param events in the buffers of all keys
     * @param bytes of memory, nearly
     */
    public record Figures(long keys, long events, long bytes) {
        /** Both together. */
        public Figures plus(Figures other) {
            return new Figures(keys + other.keys, events + other.events, bytes + other.bytes);
        }
    }
}
