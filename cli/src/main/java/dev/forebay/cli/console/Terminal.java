package dev.forebay.cli.console;

import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command prints: results to {@link #out}, everything else (progress, diagnostics) to {@link #err}, so that results
 * can be piped.
 */
public final class Terminal {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper COMPACT_JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;

    public Terminal(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this.out = out;
        this.err = err;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean outIsTerminal() {
        return outIsTerminal;
    }

    public boolean errIsTerminal() {
        return errIsTerminal;
    }

    /** A value for programs, indented. */
    public void json(Object value) {
        out.println(JSON.writeValueAsString(value));
    }

    /** A value for programs, on one line. */
    public void jsonLine(Object value) {
        out.println(COMPACT_JSON.writeValueAsString(value));
    }

    /** Diagnostics for a person, and how many there were when that helps. */
    public void diagnostics(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return;
        }
        err.print(DiagnosticRenderer.renderAll(diagnostics));
        long errors = diagnostics.stream().filter(Diagnostic::isError).count();
        long warnings = diagnostics.size() - errors;
        if (diagnostics.size() > 1) {
            err.println();
            err.println(counted(errors, "error") + (warnings > 0 ? ", " + counted(warnings, "warning") : ""));
        }
    }

    /** A diagnostic as data. */
    public static Map<String, Object> asData(Diagnostic diagnostic) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", diagnostic.code().id());
        data.put("severity", diagnostic.code().severity().word());
        data.put("message", diagnostic.message());
        data.put("notes", diagnostic.notes());
        var span = diagnostic.span();
        if (span != null) {
            data.put("file", span.source().name());
            data.put("line", span.line());
            data.put("column", span.column());
        }
        return data;
    }

    /** {@code 1 error}, {@code 2 errors}. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
