package dev.forebay.cli.console;

import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;

/** Ends a command with diagnostics and an exit code. Carries no stack trace: a user's mistake has none. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Done. */
    public static final int DONE = 0;
    /** It failed while running. */
    public static final int FAILED = 1;
    /** What was asked for is wrong. */
    public static final int WRONG = 2;

    private final int exitCode;
    private final transient List<Diagnostic> diagnostics;

    private CommandFailure(int exitCode, List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "" : diagnostics.get(0).message(), null, false, false);
        this.exitCode = exitCode;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What was asked for is wrong. */
    public static CommandFailure wrong(List<Diagnostic> diagnostics) {
        return new CommandFailure(WRONG, diagnostics);
    }

    /** What was asked for is wrong. */
    public static CommandFailure wrong(CliCode code, String message, String... notes) {
        return wrong(List.of(Diagnostic.of(code, null, message, notes)));
    }

    /** It failed while running. */
    public static CommandFailure failed(List<Diagnostic> diagnostics) {
        return new CommandFailure(FAILED, diagnostics);
    }

    /** It failed while running. */
    public static CommandFailure failed(CliCode code, String message, String... notes) {
        return failed(List.of(Diagnostic.of(code, null, message, notes)));
    }

    public int exitCode() {
        return exitCode;
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
