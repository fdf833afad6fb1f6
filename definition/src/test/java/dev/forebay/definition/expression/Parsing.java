package dev.forebay.definition.expression;

import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;

/** Parses expressions that stand alone. */
final class Parsing {
    private Parsing() {}

    static Expression parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceText source = new SourceText("expression", text);
        Expression parsed = ExpressionParser.parse(source, new Span(source, 0, text.length()), diagnostics);
        if (parsed == null) {
            throw new AssertionError(text + "\n" + DiagnosticRenderer.renderAll(diagnostics.sorted()));
        }
        return parsed;
    }

    /** The diagnostic's code, for an expression that is wrong. */
    static String mistake(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SourceText source = new SourceText("expression", text);
        Expression parsed = ExpressionParser.parse(source, new Span(source, 0, text.length()), diagnostics);
        if (parsed != null || diagnostics.sorted().size() != 1) {
            throw new AssertionError(text + "\n" + DiagnosticRenderer.renderAll(diagnostics.sorted()));
        }
        return diagnostics.sorted().get(0).code().id();
    }
}
