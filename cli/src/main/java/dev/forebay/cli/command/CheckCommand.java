package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.explain.PlanExplanation;
import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Reports everything that is wrong with a definition, or else what it is in short.",
        footer = {"", "Example:", "  forebay check examples/seed/pipeline.yaml"})
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print diagnostics and plan as JSON.")
    private boolean json;

    @Mixin
    private FittedOption fitted = new FittedOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoadResult result = PipelineLoader.load(file, fitted.directory);
        LoadedPipeline pipeline = result.pipeline();
        if (json) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("valid", pipeline != null);
            data.put(
                    "diagnostics",
                    result.diagnostics().stream().map(Terminal::asData).toList());
            data.put("plan", pipeline == null ? null : PlanExplanation.of(pipeline.plan()));
            terminal.json(data);
        } else {
            terminal.diagnostics(result.diagnostics());
            if (pipeline != null) {
                terminal.out().print(PlanExplanation.of(pipeline.plan()).shortText());
            }
        }
        return pipeline == null ? CommandFailure.WRONG : CommandFailure.DONE;
    }
}
