package dev.forebay.definition;

import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a definition.
 *
 * @param definition the definition; null where {@code diagnostics} has an error
 * @param diagnostics what is wrong, in order of place
 */
public record ParsedDefinition(@Nullable Definition definition, List<Diagnostic> diagnostics) {
    public ParsedDefinition {
        diagnostics = List.copyOf(diagnostics);
    }
}
