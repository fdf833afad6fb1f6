package dev.forebay.runtime;

import dev.forebay.engine.window.StatePart;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.snapshot.SnapshotFigures;
import dev.forebay.runtime.source.SourceReader;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.transaction.Committer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a run that others ask or stop while it goes on; each may still be missing. */
record RunParts(
        @Nullable Committer committer,
        @Nullable SourceReader source,
        @Nullable FrameFlow flow,
        @Nullable StateKeeper state) {
    static final RunParts NONE = new RunParts(null, null, null, null);

    /** Stops reading; waits for a broker no longer than {@code grace} from now on. */
    void stop(Duration grace) {
        if (committer != null) {
            committer.giveUpBy(System.nanoTime() + grace.toNanos());
        }
        if (source != null) {
            source.stop();
        }
    }

    boolean isWaiting() {
        return committer != null && committer.isWaiting();
    }

    double waitingSeconds() {
        return committer == null ? 0 : committer.waitingSeconds();
    }

    String waitsFor() {
        return committer == null ? "" : committer.waitsFor();
    }

    Map<Integer, Long> lag() {
        return source == null ? Map.of() : source.lag();
    }

    int framesInFlight() {
        return flow == null ? 0 : flow.inFlight();
    }

    long stateBytes() {
        return state == null ? 0 : state.stateBytes();
    }

    Map<String, StatePart.Figures> windows() {
        return state == null ? Map.of() : state.figures();
    }

    @Nullable
    SnapshotFigures newestSnapshot() {
        return state == null ? null : state.newestSnapshot();
    }
}
