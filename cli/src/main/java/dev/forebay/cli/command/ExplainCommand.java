package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.explain.PlanExplanation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Shows what a definition means: stages, types, where each feature comes from, memory.",
        footer = {"", "Example:", "  forebay explain examples/seed/pipeline.yaml"})
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PlanExplanation explanation =
                PlanExplanation.of(Loading.pipeline(file, terminal).plan());
        if (json) {
            terminal.json(explanation);
        } else {
            terminal.out().print(explanation.text());
        }
        return CommandFailure.DONE;
    }
}
