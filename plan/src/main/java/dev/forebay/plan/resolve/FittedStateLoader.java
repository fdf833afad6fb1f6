package dev.forebay.plan.resolve;

import dev.forebay.definition.Located;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.model.ModelContract;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the fitted state and the model that a definition names. Reading files is the caller's business. */
@FunctionalInterface
public interface FittedStateLoader {

    /**
     * What a file holds.
     *
     * @param path as the definition writes it, relative to the definition
     */
    Loaded load(Located<String> path);

    /**
     * What was fitted for a group that names no file: from where the caller has it, such as the directory that {@code forebay fit}
     * wrote. Nothing unless it is said otherwise.
     *
     * @param group its name, where the definition has it
     */
    default Loaded ofGroup(Located<String> group) {
        return new Loaded(null, List.of());
    }

    /**
     * What the file of a model says.
     *
     * @param path as the definition writes it, relative to the definition
     */
    default LoadedModel model(Located<String> path) {
        return new LoadedModel(null, List.of());
    }

    /**
     * What was found of a model.
     *
     * @param contract null where there is none: with no mistakes the file is missing
     * @param mistakes why it cannot be used, in the user's words
     */
    record LoadedModel(@Nullable ModelContract contract, List<Diagnostic> mistakes) {
        public LoadedModel {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** A loader that has nothing: every transform is reported as not fitted. */
    static FittedStateLoader none() {
        return path -> new Loaded(null, List.of());
    }

    /**
     * What was found.
     *
     * @param fitted null where there is none: with no mistakes the file is missing
     * @param mistakes why it cannot be used, in the user's words
     */
    record Loaded(@Nullable FittedTransform fitted, List<Diagnostic> mistakes) {
        public Loaded {
            mistakes = List.copyOf(mistakes);
        }
    }
}
