package dev.forebay.benchmarks.offline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A program that turns one Parquet file into another.
 *
 * @param wanted Forebay's rate over its own as it should be; 0 for Forebay itself
 * @param command from input and output to the command
 */
public record FileJob(
        String name,
        String description,
        double wanted,
        Map<String, String> environment,
        BiFunction<Path, Path, List<String>> command) {}
