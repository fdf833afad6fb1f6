package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "runs",
        description = "The history of runs: what ran, on what, with which outcome. Every run and backfill is in it.",
        footer = {
            "",
            "Examples:",
            "  forebay runs list",
            "  forebay runs show 17",
            "  forebay runs compare 16 17",
            "  forebay replay 17"
        })
final class RunsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its own commands. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new RunsCommand(terminal))
                .addSubcommand(new RunsListCommand(terminal))
                .addSubcommand(new RunsShowCommand(terminal))
                .addSubcommand(new RunsCompareCommand(terminal));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return CommandFailure.WRONG;
    }
}
