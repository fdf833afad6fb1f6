package dev.forebay.definition.yaml;

import dev.forebay.types.diagnostic.Diagnostic;

/** Ends the reading of a file at something after which the rest means nothing. Never leaves this package. */
final class YamlMistake extends RuntimeException {
    private final transient Diagnostic diagnostic;

    YamlMistake(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
