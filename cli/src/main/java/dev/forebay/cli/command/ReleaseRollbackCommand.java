package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Points a label back at the release it pointed at before; again for the one before that.",
        footer = {"", "Example:", "  forebay release rollback fraud-detection production --why 'drift in amounts'"})
final class ReleaseRollbackCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Whose label.")
    private String pipeline = "";

    @Parameters(index = "1", paramLabel = "LABEL", description = "Such as production.")
    private String label = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; kept for ever.")
    private String why = "";

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    ReleaseRollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReleasePromoteCommand.print(
                registry.with(kept -> kept.rollback(pipeline, label, RegistryOption.actor(), why)), json, terminal);
        return CommandFailure.DONE;
    }
}
