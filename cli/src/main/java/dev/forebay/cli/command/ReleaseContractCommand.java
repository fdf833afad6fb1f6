package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.contract.OutputContract;
import dev.forebay.runtime.load.PipelineRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "contract",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what a model is validated with: names, types and order of its input, and digests of what that is computed from.",
            "Beside a model, fraud.contract.json for fraud.onnx, it is held to: a release that gives the model something else is refused."
        },
        footer = {"", "Example:", "  forebay release contract pipeline.yaml --to models/fraud.contract.json"})
final class ReleaseContractCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "FILE|RELEASE",
            description = "The definition, or a release by its digest or label.")
    private Path reference = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", description = "Where it goes (default: printed).")
    private @Nullable Path to;

    @Option(names = "--overwrite", description = "Replace a file that is there.")
    private boolean overwrite;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    ReleaseContractCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        byte[] contract = OutputContract.of(PipelineRelease.of(Loading.pipeline(reference, registry, fitted, terminal)))
                .bytes();
        if (to == null) {
            terminal.out().writeBytes(contract);
            terminal.out().flush();
            return CommandFailure.DONE;
        }
        NamedFiles.requireDirectoryOf(to);
        if (Files.exists(to) && !overwrite) {
            throw CommandFailure.wrong(
                    CliCode.FILE_EXISTS, "'" + to + "' exists", "--overwrite replaces it, once the model is validated");
        }
        try {
            Files.write(to, contract);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    CliCode.CANNOT_WRITE, "'" + to + "' cannot be written", "the system says: " + e.getMessage());
        }
        terminal.out().println("wrote " + to);
        return CommandFailure.DONE;
    }
}
