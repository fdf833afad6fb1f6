package dev.forebay.cli.command;

import dev.forebay.cli.console.Terminal;
import java.util.List;

/** Every command, in the order in which help lists them. */
public final class Commands {
    private Commands() {}

    /** New command objects over {@code terminal}. */
    public static List<Object> all(Terminal terminal) {
        return List.of(
                new DemoCommand(terminal),
                new NewCommand(terminal),
                new CheckCommand(terminal),
                new ExplainCommand(terminal),
                new EvalCommand(terminal),
                new FunctionsCommand(terminal),
                new TryCommand(terminal),
                new TestCommand(terminal),
                new RunCommand(terminal),
                new BackfillCommand(terminal),
                new FitCommand(terminal),
                new ImportCommand(terminal),
                ExportCommand.commandLine(terminal),
                new CompareCommand(terminal),
                ReleaseCommand.commandLine(terminal),
                new DiffCommand(terminal),
                RunsCommand.commandLine(terminal),
                new ReplayCommand(terminal),
                new WhyCommand(terminal),
                StateCommand.commandLine(terminal),
                new DoctorCommand(terminal),
                new SchemaCommand(terminal));
    }
}
