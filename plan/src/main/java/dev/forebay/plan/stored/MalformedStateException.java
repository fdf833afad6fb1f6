package dev.forebay.plan.stored;

import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/** Fitted state that cannot be read, and why. */
final class MalformedStateException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    MalformedStateException(StoredCode code, @Nullable Span span, String message, String... notes) {
        super(message, null, false, false);
        this.diagnostic = Diagnostic.of(code, span, message, notes);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
