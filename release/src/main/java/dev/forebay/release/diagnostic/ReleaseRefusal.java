package dev.forebay.release.diagnostic;

import dev.forebay.types.diagnostic.Diagnostic;

/** Why something cannot be done with a release or the registry, in the user's words. Nothing was changed. */
public final class ReleaseRefusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    public ReleaseRefusal(ReleaseCode code, String message, String... notes) {
        super(message);
        this.diagnostic = Diagnostic.of(code, null, message, notes);
    }

    /** The same with its cause, for the log. */
    public ReleaseRefusal because(Throwable cause) {
        initCause(cause);
        return this;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
