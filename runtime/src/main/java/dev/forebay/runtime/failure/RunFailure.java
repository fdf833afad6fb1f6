package dev.forebay.runtime.failure;

import dev.forebay.types.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Ends a run (or keeps it from starting) for a reason that a user can do something about; carries the diagnostic that says so. */
public final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    public RunFailure(Diagnostic diagnostic, @Nullable Throwable cause) {
        super(diagnostic.code().id() + ": " + diagnostic.message(), cause);
        this.diagnostic = diagnostic;
    }

    public static RunFailure of(RuntimeCode code, String message, String... notes) {
        return new RunFailure(Diagnostic.of(code, null, message, notes), null);
    }

    public static RunFailure caused(RuntimeCode code, Throwable cause, String message, String... notes) {
        return new RunFailure(Diagnostic.of(code, null, message, notes), cause);
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
