package dev.forebay.benchmarks.harness;

import java.nio.file.Path;

/**
 * Where one run reads and writes.
 *
 * @param id a name that no other run has; fit for groups and transactional ids
 * @param directory an empty directory of the run's own
 */
public record RunSettings(String brokers, String input, String output, String id, Path directory) {

    /** The topic of rejected events. */
    public String rejected() {
        return output + ".rejected";
    }
}
