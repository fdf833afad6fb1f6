package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.local.DefinitionTests;
import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = "Runs the tests that a definition carries. Exit code 1 where one fails.",
        footer = {"", "Example:", "  forebay test examples/seed/pipeline.yaml"})
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The definition (default: pipeline.yaml).")
    private Path file = Path.of("pipeline.yaml");

    @Option(names = "--json", description = "Print the outcomes as JSON.")
    private boolean json;

    @Mixin
    private FittedOption fitted = new FittedOption();

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoadedPipeline pipeline = Loading.pipeline(file, fitted, terminal);
        if (pipeline.definition().tests().isEmpty()) {
            throw CommandFailure.wrong(
                    CliCode.NO_TESTS,
                    "'" + file + "' has no tests",
                    "add a section 'tests' with given events and expected columns");
        }
        List<DefinitionTests.Outcome> outcomes =
                new DefinitionTests(pipeline.definition(), pipeline.plan(), pipeline.scorers()).run();
        if (json) {
            terminal.json(outcomes.stream().map(TestCommand::asData).toList());
        } else {
            outcomes.forEach(this::print);
            long failed = outcomes.stream().filter(o -> !o.passed()).count();
            terminal.out()
                    .println(Terminal.counted(outcomes.size() - failed, "test") + " passed, " + failed + " failed");
        }
        return outcomes.stream().allMatch(DefinitionTests.Outcome::passed)
                ? CommandFailure.DONE
                : CommandFailure.FAILED;
    }

    private void print(DefinitionTests.Outcome outcome) {
        terminal.out().println((outcome.passed() ? "ok    " : "FAIL  ") + outcome.name());
        outcome.failures().forEach(f -> terminal.out().println("      " + f.span() + ": " + f.message()));
    }

    private static Map<String, Object> asData(DefinitionTests.Outcome outcome) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", outcome.name());
        data.put("passed", outcome.passed());
        List<Object> failures = new ArrayList<>();
        outcome.failures()
                .forEach(f -> failures.add(
                        Map.of("line", f.span().line(), "column", f.span().column(), "message", f.message())));
        data.put("failures", failures);
        return data;
    }
}
