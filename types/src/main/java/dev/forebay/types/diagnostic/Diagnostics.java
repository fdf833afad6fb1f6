package dev.forebay.types.diagnostic;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in one pass over a definition, so that a user sees all of it at once. Not thread-safe. */
public final class Diagnostics {
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    /** Adds one, unless the same one is there already. */
    public void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    public void add(DiagnosticCode code, @Nullable Span span, String message, String... notes) {
        add(Diagnostic.of(code, span, message, notes));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** In order of place; those without one first. */
    public List<Diagnostic> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(d -> {
                    Span span = d.span();
                    return span == null ? -1 : span.start();
                }))
                .toList();
    }
}
