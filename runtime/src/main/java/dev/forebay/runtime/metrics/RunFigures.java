package dev.forebay.runtime.metrics;

import java.util.Map;

/** What a run tells beside what its commits say. Asked from any thread. */
public interface RunFigures {

    /** For each partition of the source, how many records there are after the last one received; empty while unknown. */
    Map<Integer, Long> lagRecords();

    /** How far behind in time; NaN while unknown. */
    double lagSeconds();

    int framesInFlight();

    long stateBytes();

    boolean waitingForBroker();
}
