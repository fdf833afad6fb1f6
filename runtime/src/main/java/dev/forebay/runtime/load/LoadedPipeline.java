package dev.forebay.runtime.load;

import dev.forebay.definition.Definition;
import dev.forebay.plan.Plan;
import dev.forebay.types.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;

/**
 * A definition that is free of errors, and what it means.
 *
 * @param file where it came from
 * @param text what stands in it
 * @param definition as written
 * @param plan names bound, fitted state included
 * @param warnings what is worth a look
 */
public record LoadedPipeline(Path file, String text, Definition definition, Plan plan, List<Diagnostic> warnings) {
    public LoadedPipeline {
        warnings = List.copyOf(warnings);
    }
}
