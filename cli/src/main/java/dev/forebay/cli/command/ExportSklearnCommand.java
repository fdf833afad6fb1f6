package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.Plan;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.runtime.load.FittedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sklearn",
        description = "Writes the fitted transforms for Python: a JSON file a group, and a script that makes"
                + " scikit-learn's objects of them.",
        footer = {
            "",
            "In Python: from forebay_fitted import load; load(\"amounts.json\").transform(frame)",
            "",
            "Example:",
            "  forebay export sklearn examples/seed/pipeline.yaml --to exported"
        })
final class ExportSklearnCommand implements Callable<Integer> {
    private static final String SCRIPT = "forebay_fitted.py";

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The directory to write to.")
    private Path to = Path.of("");

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Mixin
    private FittedOption fitted = new FittedOption();

    ExportSklearnCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Plan plan = Loading.pipeline(file, fitted, terminal).plan();
        Map<Path, byte[]> files = new LinkedHashMap<>();
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Transform transform) {
                files.put(
                        FittedFiles.fileOf(to, transform.group()),
                        StoredState.write(transform.fitted()).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (files.isEmpty()) {
            throw CommandFailure.wrong(CliCode.CANNOT_EXPORT, "the definition has no transforms");
        }
        files.put(to.resolve(SCRIPT), script());
        ExportedFiles.makeDirectory(to);
        files.keySet().forEach(path -> ExportedFiles.requireFree(path, overwrite));
        files.forEach((path, bytes) -> {
            ExportedFiles.write(path, bytes, overwrite);
            terminal.out().println("wrote " + path);
        });
        return CommandFailure.DONE;
    }

    private static byte[] script() {
        try (InputStream in = ExportSklearnCommand.class.getResourceAsStream("/dev/forebay/cli/python/" + SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException("the distribution lacks " + SCRIPT);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
