package dev.forebay.cli;

import dev.forebay.cli.command.Commands;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.console.Version;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: without a subcommand it shows what there is. */
@Command(
        name = "forebay",
        mixinStandardHelpOptions = true,
        versionProvider = ForebayCommand.VersionText.class,
        description = "Gets data ready for models, live and on history, with the same answer.",
        footer = {
            "",
            "Start here:",
            "  forebay demo                     a real broker, simulated payments, the pipeline, live",
            "  forebay new my-pipeline          a commented project",
            "",
            "Exit codes: 0 done, 1 failed while running, 2 what you asked for is wrong."
        })
final class ForebayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ForebayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command line with every subcommand. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine root = new CommandLine(new ForebayCommand(terminal));
        Commands.all(terminal).forEach(command -> root.addSubcommand(command));
        root.addSubcommand(new Completion(terminal, root));
        root.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        root.getSubcommands()
                .forEach((name, sub) -> sub.setUnmatchedOptionsArePositionalParams(
                        // An expression may begin with a minus.
                        name.equals("eval")));
        return root;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.out());
        return CommandFailure.WRONG;
    }

    /** The version, for {@code --version} beside other arguments. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"forebay " + Version.text()};
        }
    }

    @Command(
            name = "completion",
            description = "Prints a completion script for bash and zsh.",
            footer = {"", "Example:", "  source <(forebay completion)"})
    private static final class Completion implements Callable<Integer> {
        private final Terminal terminal;
        private final CommandLine root;

        Completion(Terminal terminal, CommandLine root) {
            this.terminal = terminal;
            this.root = root;
        }

        @Override
        public Integer call() {
            terminal.out().print(AutoComplete.bash("forebay", root));
            return CommandFailure.DONE;
        }
    }
}
