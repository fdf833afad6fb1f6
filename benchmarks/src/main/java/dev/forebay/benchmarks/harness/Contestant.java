package dev.forebay.benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One program that takes part: how to start it, and what it promises. It runs until it gets SIGTERM.
 */
public interface Contestant {

    /** Short, as it is named on the command line and in the tables. */
    String name();

    /** What it is and what it promises, in one line. */
    String description();

    /** The most events it is given; slow ones get fewer. */
    int maxEvents();

    /** Why it cannot run here, if it cannot. */
    Optional<String> unavailable();

    /** The command that starts one run. */
    List<String> command(RunSettings run);

    /** Topics it needs besides input and output; they are there when it starts. */
    default List<String> topics(RunSettings run) {
        return List.of();
    }

    /** What is added to the environment of the command. */
    default Map<String, String> environment(RunSettings run) {
        return Map.of();
    }
}
