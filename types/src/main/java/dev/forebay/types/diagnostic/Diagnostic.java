package dev.forebay.types.diagnostic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mistake of a user's, as a value.
 *
 * <p>The message says what is wrong in the user's words: lower case, no full stop, names in single quotes. The notes say
 * what was found, what would do and the nearest name, one fact a note.
 *
 * @param code what kind of mistake
 * @param span where it is; null where it is in no text (a missing file, an argument)
 * @param message what is wrong
 * @param notes what was found, what would do
 */
public record Diagnostic(DiagnosticCode code, @Nullable Span span, String message, List<String> notes) {

    public Diagnostic {
        notes = List.copyOf(notes);
    }

    public static Diagnostic of(DiagnosticCode code, @Nullable Span span, String message, String... notes) {
        return new Diagnostic(code, span, message, List.of(notes));
    }

    public boolean isError() {
        return code.severity() == Severity.ERROR;
    }

    /** The text a person reads; see {@link DiagnosticRenderer}. */
    @Override
    public String toString() {
        return DiagnosticRenderer.render(this);
    }
}
