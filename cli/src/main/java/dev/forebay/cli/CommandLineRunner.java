package dev.forebay.cli;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.NearestName;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs commands and turns what goes wrong into a message and an exit code, never a stack trace for a user's mistake. */
final class CommandLineRunner {
    private CommandLineRunner() {}

    static int run(String[] arguments, Terminal terminal) {
        CommandLine commandLine = ForebayCommand.commandLine(terminal);
        commandLine.setOut(writer(terminal.out()));
        commandLine.setErr(writer(terminal.err()));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.outIsTerminal() ? Ansi.ON : Ansi.OFF));
        commandLine.setUsageHelpWidth(100);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((e, args) -> wrongArguments(e, terminal));
        commandLine.setExecutionExceptionHandler((e, failed, result) -> failure(e, terminal));
        return commandLine.execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int wrongArguments(ParameterException e, Terminal terminal) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        terminal.err().println("forebay: " + firstLine(e));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String found = unmatched.getUnmatched().get(0);
            Iterable<String> candidates = found.startsWith("-")
                    ? command.getCommandSpec().optionsMap().keySet()
                    : command.getSubcommands().keySet();
            NearestName.of(
                            found,
                            StreamSupport.stream(candidates.spliterator(), false)
                                    .toList())
                    .ifPresent(nearest -> terminal.err().println("   = did you mean '" + nearest + "'?"));
        }
        terminal.err().println("   = " + name + " --help shows what it takes");
        return CommandFailure.WRONG;
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse(message);
        return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private static int failure(Exception e, Terminal terminal) {
        if (e instanceof CommandFailure known) {
            terminal.diagnostics(known.diagnostics());
            return known.exitCode();
        }
        Diagnostic defect = Diagnostic.of(
                CliCode.DEFECT,
                null,
                "a defect of Forebay stopped the command: " + e,
                "nothing you wrote should lead here; please report it with the command and its definition",
                "set FOREBAY_DEBUG=1 to see where it happened");
        terminal.err().print(DiagnosticRenderer.render(defect));
        if (System.getenv("FOREBAY_DEBUG") != null) {
            e.printStackTrace(terminal.err());
        }
        return CommandFailure.FAILED;
    }
}
