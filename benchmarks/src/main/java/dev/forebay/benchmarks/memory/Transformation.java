package dev.forebay.benchmarks.memory;

/** One way to compute W1 in memory. */
public interface Transformation {

    String name();

    /**
     * Computes the three numbers of every event, in batches of its own choice, and returns the sum of them all, so that
     * nothing can be left out.
     */
    double run(EventBytes events);
}
