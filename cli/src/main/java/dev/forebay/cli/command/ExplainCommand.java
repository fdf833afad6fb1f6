package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.engine.window.StatePart;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.plan.explain.PlanExplanation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "explain",
        description = "Shows what a definition means: stages, types, where each feature comes from, memory.",
        footer = {"", "Example:", "  forebay explain examples/seed/pipeline.yaml"})
final class ExplainCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    @Mixin
    private FittedOption fitted = new FittedOption();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Plan plan = Loading.pipeline(file, fitted, terminal).plan();
        PlanExplanation explanation = PlanExplanation.of(plan);
        List<StatePart> parts = new WindowState(plan, 1).parts();
        if (json) {
            ObjectNode data = JSON.valueToTree(explanation);
            data.set("state_memory", JSON.valueToTree(parts));
            terminal.json(data);
        } else {
            terminal.out().print(explanation.text());
            if (!parts.isEmpty()) {
                terminal.out().println();
                terminal.out().println("memory of the state");
                parts.forEach(part -> terminal.out().println("  " + memory(part)));
            }
        }
        return CommandFailure.DONE;
    }

    private static String memory(StatePart part) {
        StatePart.Cost cost = part.cost();
        String text = "by " + part.key() + ": " + cost.keyBytes() + " bytes a key and " + cost.eventBytes()
                + " bytes an event in its windows, for " + String.join(", ", part.windows());
        if (cost.valueCountBytes() > 0) {
            text += "; " + cost.valueCountBytes() + " bytes each different value of COUNT(DISTINCT) and MODE";
        }
        if (cost.textPerEvent() > 0) {
            text += "; each different text once";
        }
        return text;
    }
}
