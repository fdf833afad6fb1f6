package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.explain.PlanExplanation;
import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        footer = {
            "",
            "Examples:",
            "  forebay check examples/seed/pipeline.yaml",
            "  forebay check pipeline.yaml --fitted fitted --evaluate-from 2026-03-01"
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print diagnostics and plan as JSON.")
    private boolean json;

    @Option(
            names = "--evaluate-from",
            paramLabel = "TIME",
            description =
                    "When the events begin on which the model is to be evaluated, such as 2026-03-01: a fit that has seen"
                            + " events of then is refused.")
    private @Nullable String evaluation;

    @Mixin
    private FittedOption fitted = new FittedOption();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoadResult result = PipelineLoader.load(file, fitted.directory);
        LoadedPipeline pipeline = result.pipeline();
        Instant from = Arguments.instant("--evaluate-from", evaluation);
        if (pipeline != null && from != null) {
            List<Diagnostic> leaks = EvaluationPeriod.leaks(pipeline.plan(), from);
            if (!leaks.isEmpty()) {
                List<Diagnostic> all = new ArrayList<>(result.diagnostics());
                all.addAll(leaks);
                result = new LoadResult(null, all);
                pipeline = null;
            }
        }
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
                if (from != null) {
                    EvaluationPeriod.unproved(pipeline.plan()).forEach(terminal.out()::println);
                }
            }
        }
        return pipeline == null ? CommandFailure.WRONG : CommandFailure.DONE;
    }
}
