package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.local.DefinitionTests;
import dev.forebay.cli.local.DefinitionTests.Outcome;
import dev.forebay.cli.local.JunitReport;
import dev.forebay.runtime.load.LoadedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        name = "test",
        description = "Runs the tests that a definition or a release carries. Exit code 1 where one fails.",
        footer = {
            "",
            "With --watch it ends at Ctrl-C, with the exit code of the last run.",
            "",
            "Examples:",
            "  forebay test examples/seed/pipeline.yaml",
            "  forebay test production                                 a release's own tests",
            "  forebay test pipeline.yaml --against production         the tests as they are now, on what is live",
            "  forebay test pipeline.yaml --junit build/features.xml"
        })
final class TestCommand implements Callable<Integer> {
    private static final long STOP_SECONDS = 10;

    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|RELEASE",
            description = "The definition (default: pipeline.yaml), or a release by its digest or label.")
    private Path file = Path.of("pipeline.yaml");

    @Option(
            names = "--against",
            paramLabel = "RELEASE",
            description = "Run the tests of FILE on this release: a digest, a label, or PIPELINE:LABEL.")
    private @Nullable String against;

    @Option(
            names = "--junit",
            paramLabel = "XML",
            description = "Also write the outcomes as JUnit XML, for CI servers.")
    private @Nullable Path junit;

    @Option(
            names = "--watch",
            description = "Run again whenever the definition or a file that it names changes, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--json", description = "Print the outcomes as JSON.")
    private boolean json;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (junit != null) {
            NamedFiles.requireDirectoryOf(junit);
        }
        if (!watch) {
            return run();
        }
        if (!Files.exists(file)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_NOT_FOUND, "there is no file '" + file + "' to watch", "a release never changes");
        }
        WatchedFiles files = new WatchedFiles(file, fitted.directory);
        try (StopSignal signal = new StopSignal(files::stop, STOP_SECONDS)) {
            int code = files.whenChanged(this::runOrTell);
            terminal.out().flush();
            terminal.err().flush();
            signal.finished(code);
            return code;
        }
    }

    /** What is wrong with the definition is told, and waited for. */
    private int runOrTell() {
        int code;
        try {
            code = run();
        } catch (CommandFailure e) {
            terminal.diagnostics(e.diagnostics());
            code = e.exitCode();
        }
        terminal.err().println("watching " + file + "; Ctrl-C ends");
        terminal.err().flush();
        return code;
    }

    private int run() {
        LoadedPipeline pipeline = Loading.pipeline(file, registry, fitted, terminal);
        if (pipeline.definition().tests().isEmpty()) {
            throw CommandFailure.wrong(
                    CliCode.NO_TESTS,
                    "'" + file + "' has no tests",
                    "add a section 'tests' with given events and expected columns");
        }
        LoadedPipeline tested = against == null ? pipeline : Loading.release(against, registry, terminal);
        List<Outcome> outcomes =
                new DefinitionTests(pipeline.definition().tests(), tested.plan(), tested.scorers()).run();
        if (junit != null) {
            write(JunitReport.of(tested.plan().pipeline(), outcomes), junit);
        }
        if (json) {
            terminal.json(outcomes.stream().map(TestCommand::asData).toList());
        } else {
            outcomes.forEach(this::print);
            long failed = outcomes.stream().filter(o -> !o.passed()).count();
            terminal.out()
                    .println(Terminal.counted(outcomes.size() - failed, "test") + " passed, " + failed + " failed");
        }
        return outcomes.stream().allMatch(Outcome::passed) ? CommandFailure.DONE : CommandFailure.FAILED;
    }

    private static void write(byte[] report, Path to) {
        try {
            Files.write(to, report);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    CliCode.CANNOT_WRITE, "'" + to + "' cannot be written", "the system says: " + e.getMessage());
        }
    }

    private void print(Outcome outcome) {
        terminal.out().println((outcome.passed() ? "ok    " : "FAIL  ") + outcome.name());
        outcome.failures().forEach(f -> terminal.out().println("      " + f.span() + ": " + f.message()));
    }

    private static Map<String, Object> asData(Outcome outcome) {
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
