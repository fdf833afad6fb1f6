package dev.forebay.definition.expression;

import dev.forebay.types.diagnostic.Diagnostic;

/** Ends the parsing of one expression at its first mistake. Never leaves this package. */
final class SyntaxException extends RuntimeException {
    private final transient Diagnostic diagnostic;

    SyntaxException(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
