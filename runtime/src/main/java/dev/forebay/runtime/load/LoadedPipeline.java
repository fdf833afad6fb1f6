package dev.forebay.runtime.load;

import dev.forebay.definition.Definition;
import dev.forebay.engine.model.Scorers;
import dev.forebay.model.OnnxModel;
import dev.forebay.plan.Plan;
import dev.forebay.types.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is free of errors, and what it means.
 *
 * @param file where it came from
 * @param text what stands in it
 * @param definition as written
 * @param plan names bound, fitted state included
 * @param model what the definition names as its model; null for none
 * @param contract what the model was validated with, as it is written beside it or in it; null where nothing says
 * @param warnings what is worth a look
 */
public record LoadedPipeline(
        Path file,
        String text,
        Definition definition,
        Plan plan,
        @Nullable OnnxModel model,
        @Nullable String contract,
        List<Diagnostic> warnings) {
    public LoadedPipeline {
        warnings = List.copyOf(warnings);
    }

    /** Brings the model to those who ask it. */
    public Scorers scorers() {
        return model == null ? Scorers.none() : model.scorers();
    }
}
