package dev.forebay.runtime.state;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;

/**
 * What the state may take in memory.
 *
 * @param mostBytes from the definition, or what the heap has room for
 */
public record StateLimit(long mostBytes) {

    /**
     * Tests what it takes.
     *
     * @throws RunFailure where that is too much: a run ends before the machine does
     */
    public void require(long bytes, long keys, long events, long held) {
        if (bytes > mostBytes) {
            throw RunFailure.of(
                    RuntimeCode.STATE_TOO_LARGE,
                    "the state takes " + mebibytes(bytes) + " and may take " + mebibytes(mostBytes) + ": " + keys
                            + " keys, " + events + " events in their windows"
                            + (held == 0 ? "" : ", " + held + " events that wait for their turn"),
                    "nothing is lost: what was committed stays, and a start with more room goes on from there",
                    "raise state.memory, and the heap with it (FOREBAY_JAVA_OPTS=-Xmx...): the state may take three quarters of the heap",
                    held > keys + events
                            ? "or wait for less: a shorter event.lateness, an event.idle for partitions that are silent, an event.future"
                            : "or shorten the windows, give lifetime windows an 'idle', or group by something with fewer values");
        }
    }

    private static String mebibytes(long bytes) {
        return Math.round(bytes / 1048576.0) + " MiB";
    }
}
