package dev.forebay.engine.model;

import java.util.Optional;

/**
 * A model that can be asked, many events at once. <b>Threads</b>: one at a time; each pipeline in flight has its own.
 */
public interface Scorer {

    /**
     * Scores events.
     *
     * @param inputs one array a column of the vector, in the model's order; the first {@code rows} of each count
     * @param outputs one array a wanted number of the model's output; the first {@code rows} of each are written
     * @return why the model refuses these events, in its words; empty where it answered
     */
    Optional<String> score(double[][] inputs, int rows, double[][] outputs);
}
