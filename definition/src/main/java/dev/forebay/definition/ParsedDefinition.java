package dev.forebay.definition;

import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a definition.
 *
 * @param definition the definition; null where {@code diagnostics} has an error
 * @param legible what can be judged in spite of errors; null where there are none, or where nothing can
 * @param diagnostics what is wrong, in order of place
 */
public record ParsedDefinition(
        @Nullable Definition definition, @Nullable LegiblePart legible, List<Diagnostic> diagnostics) {
    public ParsedDefinition {
        diagnostics = List.copyOf(diagnostics);
    }
}
