package dev.forebay.runtime.fit;

import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;

/** Ends a fit for what is wrong with the definition; carries all of it. */
public final class FitFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    FitFailure(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "" : diagnostics.get(0).message(), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
