package dev.forebay.runtime.impact;

import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared.
 *
 * @param before what was
 * @param after what is to be
 * @param input the recorded events; its extension names its format
 * @param since events before it are read and not compared; null for no bound
 * @param until events at it or after are read and not compared; null for no bound
 * @param score the column whose value is the decision's; null for the model's only answer
 * @param threshold from which value on the decision is yes; empty where there is none to compare
 * @param by the column whose values are segments; null for none
 */
public record ImpactOptions(
        LoadedPipeline before,
        LoadedPipeline after,
        Path input,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String score,
        OptionalDouble threshold,
        @Nullable String by) {}
