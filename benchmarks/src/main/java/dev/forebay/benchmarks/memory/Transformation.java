package dev.forebay.benchmarks.memory;

/** One way to compute a workload in memory. */
public interface Transformation {

    String name();

    /**
     * Computes the numbers of every event, from an empty state on, and returns the sum of them all, so that nothing can be
     * left out.
     */
    double run(EventBytes events);
}
