package dev.forebay.benchmarks.memory;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Events one after the other in one array. Not copied, not to be changed. */
public final class EventBytes {

    private final byte[] bytes;
    private final int[] ends;

    private EventBytes(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    public static EventBytes of(EventSource source) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(320 * source.count());
        try (Stream<CardEvent> events = source.events(source.count())) {
            int[] ends = events.mapToInt(event -> {
                        all.writeBytes(event.json().getBytes(StandardCharsets.UTF_8));
                        return all.size();
                    })
                    .toArray();
            return new EventBytes(all.toByteArray(), ends);
        }
    }

    public int count() {
        return ends.length;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where an event begins in {@link #bytes}. */
    public int from(int event) {
        return event == 0 ? 0 : ends[event - 1];
    }

    /** Where it ends, exclusive. */
    public int to(int event) {
        return ends[event];
    }
}
