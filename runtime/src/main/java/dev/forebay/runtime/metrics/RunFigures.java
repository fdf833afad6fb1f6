package dev.forebay.runtime.metrics;

import dev.forebay.engine.window.StatePart;
import dev.forebay.runtime.snapshot.SnapshotFigures;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run tells beside what its commits say. Asked from any thread. */
public interface RunFigures {

    /** For each partition of the source, how many records there are after the last one received; empty while unknown. */
    Map<Integer, Long> lagRecords();

    /** How far behind in time; NaN while unknown. */
    double lagSeconds();

    int framesInFlight();

    long stateBytes();

    /** What the windows hold, by the columns of their keys. */
    Map<String, StatePart.Figures> windows();

    /** The newest snapshot; null for none. */
    @Nullable
    SnapshotFigures newestSnapshot();

    boolean waitingForBroker();
}
