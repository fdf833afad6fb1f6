package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes the fitted transforms of a definition for others to use.",
        footer = {
            "",
            "Examples:",
            "  forebay export sklearn pipeline.yaml --fitted fitted --to exported",
            "  forebay export onnx pipeline.yaml --fitted fitted --to transforms.onnx"
        })
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its own commands. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new ExportCommand(terminal))
                .addSubcommand(new ExportSklearnCommand(terminal))
                .addSubcommand(new ExportOnnxCommand(terminal));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return CommandFailure.WRONG;
    }
}
