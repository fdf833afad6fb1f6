package dev.forebay.benchmarks.harness;

/** The right answers of a workload for all its events. */
public interface Oracle {

    /** A new check of one run that was given the first {@code events} events. */
    OutputCheck check(int events);
}
