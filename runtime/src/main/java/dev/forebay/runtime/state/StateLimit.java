package dev.forebay.runtime.state;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the state may take in memory.
 *
 * @param mostBytes from the definition, or what the heap has room for
 * @param remedies what is true and what to do when that is too little
 */
public record StateLimit(long mostBytes, List<String> remedies) {
    private static final String SMALLER =
            "or shorten the windows, give lifetime windows an 'idle', or group by something with fewer values";

    public StateLimit {
        remedies = List.copyOf(remedies);
    }

    /** Of a live run, which goes on where it stopped. */
    public StateLimit(long mostBytes) {
        this(
                mostBytes,
                List.of(
                        "nothing is lost: what was committed stays, and a start with more room goes on from there",
                        "raise state.memory, and the heap with it (FOREBAY_JAVA_OPTS=-Xmx...): the state may take three quarters of the heap",
                        SMALLER));
    }

    /** Of a run over files, which begins anew: three quarters of the heap. */
    public static StateLimit ofFiles() {
        return new StateLimit(
                heapBytes(),
                List.of(
                        "no output was left",
                        "give it a larger heap (FOREBAY_JAVA_OPTS=-Xmx...): the state may take three quarters of it",
                        SMALLER));
    }

    /** No limit: of those who only look. */
    static StateLimit none() {
        return new StateLimit(Long.MAX_VALUE);
    }

    /** What the heap has room for, beside everything else. */
    public static long heapBytes() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    /**
     * Tests what it takes.
     *
     * @throws RunFailure where that is too much: a run ends before the machine does
     */
    public void require(long bytes, long keys, long events, long held) {
        if (bytes > mostBytes) {
            throw RunFailure.of(
                    RuntimeCode.STATE_TOO_LARGE,
                    "the state takes " + mebibytes(bytes) + " and may take " + mebibytes(mostBytes) + ": "
                            + contents(keys, events, held),
                    remedies(keys + events, held));
        }
    }

    /** Memory ran out before that could be told: what one key holds grows by doubling. */
    RunFailure exceeded(Throwable cause, long bytes, long keys, long events, long held) {
        return RunFailure.caused(
                RuntimeCode.STATE_TOO_LARGE,
                cause,
                "memory ran out: the state takes " + mebibytes(bytes) + " of a heap of "
                        + mebibytes(Runtime.getRuntime().maxMemory()) + " and had to grow: "
                        + contents(keys, events, held),
                remedies(keys + events, held));
    }

    private static String contents(long keys, long events, long held) {
        return keys + " keys, " + events + " events in their windows"
                + (held == 0 ? "" : ", " + held + " events that wait for their turn");
    }

    private String[] remedies(long inWindows, long held) {
        List<String> told = new ArrayList<>(remedies);
        if (held > inWindows) {
            told.set(
                    told.indexOf(SMALLER),
                    "or wait for less: a shorter event.lateness, an event.idle for partitions that are silent, an event.future");
        }
        return told.toArray(String[]::new);
    }

    private static String mebibytes(long bytes) {
        return Math.round(bytes / 1048576.0) + " MiB";
    }
}
