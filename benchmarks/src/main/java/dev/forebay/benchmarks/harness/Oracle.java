package dev.forebay.benchmarks.harness;

/** The right answers of a workload for all its events. */
public interface Oracle {

    /** A new check of the outputs of one run that was given the first {@code events} events. */
    OutputCheck check(int events);

    /** How many of the first {@code events} events have an output; the others are to be rejected. */
    default int outputs(int events) {
        return events;
    }

    /** A new check of the dead letters of one run: each rejected event, as it came. Asked for only when there are any. */
    default OutputCheck checkRejected(int events) {
        throw new UnsupportedOperationException("nothing is rejected");
    }
}
