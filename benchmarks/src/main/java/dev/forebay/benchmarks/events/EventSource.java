package dev.forebay.benchmarks.events;

import java.util.stream.Stream;

/** A sequence of events in time order that is the same each time it is read. */
public interface EventSource {

    /** How many events there are. */
    int count();

    /** The first {@code limit} events, or all when there are fewer; the caller closes the stream. */
    Stream<CardEvent> events(int limit);
}
