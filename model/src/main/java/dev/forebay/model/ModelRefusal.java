package dev.forebay.model;

import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be used as a model, in the user's words. */
public final class ModelRefusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    ModelRefusal(ModelCode code, String message, String... notes) {
        super(message);
        this.diagnostic = Diagnostic.of(code, null, message, notes);
    }

    /** The diagnostic, with the place where a definition names the file. */
    public Diagnostic at(@Nullable Span place) {
        return new Diagnostic(diagnostic.code(), place, diagnostic.message(), diagnostic.notes());
    }
}
