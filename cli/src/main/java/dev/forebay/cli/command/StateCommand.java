package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "state",
        description = "Looks into what a pipeline's windows know, as of its newest snapshot; it may run meanwhile.",
        footer = {
            "",
            "Examples:",
            "  forebay state list examples/handbook/pipeline.yaml",
            "  forebay state show examples/handbook/pipeline.yaml customer 4711"
        })
final class StateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private StateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its own commands. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new StateCommand(terminal))
                .addSubcommand(new StateListCommand(terminal))
                .addSubcommand(new StateShowCommand(terminal));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return CommandFailure.WRONG;
    }
}
