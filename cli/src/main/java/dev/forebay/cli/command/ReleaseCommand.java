package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "release",
        description = {
            "Keeps a pipeline's logic and fitted state as one artefact, known by its digest.",
            "Releases never change; labels such as 'production' point at them, and every move of a label is kept."
        },
        footer = {
            "",
            "Examples:",
            "  forebay release build examples/seed/pipeline.yaml --label canary --why 'first try'",
            "  forebay release list",
            "  forebay release promote canary production --why 'two days without a surprise'",
            "  forebay release rollback fraud-detection production --why 'drift in amounts'"
        })
final class ReleaseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ReleaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its own commands. */
    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new ReleaseCommand(terminal))
                .addSubcommand(new ReleaseBuildCommand(terminal))
                .addSubcommand(new ReleaseListCommand(terminal))
                .addSubcommand(new ReleaseShowCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new ReleasePromoteCommand(terminal))
                .addSubcommand(new ReleaseRollbackCommand(terminal))
                .addSubcommand(new ReleaseContractCommand(terminal))
                .addSubcommand(new ReleaseVerifyCommand(terminal))
                .addSubcommand(new ReleaseExportCommand(terminal))
                .addSubcommand(new ReleaseImportCommand(terminal));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return CommandFailure.WRONG;
    }
}
