package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.console.Version;
import dev.forebay.plan.Plan;
import dev.forebay.plan.onnx.OnnxExport;
import dev.forebay.plan.onnx.UnwritableStateException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "onnx",
        description =
                "Writes the fitted transforms as an ONNX graph: a tensor in for each column, one out for each group.",
        footer = {
            "",
            "Numbers are doubles. A missing number is NaN, a missing text the empty text. A graph cannot refuse a row.",
            "",
            "Example:",
            "  forebay export onnx examples/seed/pipeline.yaml --to scaler.onnx"
        })
final class ExportOnnxCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "X.onnx", description = "The file to write.")
    private Path to = Path.of("");

    @Option(names = "--overwrite", description = "Replace a file that is there.")
    private boolean overwrite;

    @Mixin
    private FittedOption fitted = new FittedOption();

    ExportOnnxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Plan plan = Loading.pipeline(file, fitted, terminal).plan();
        byte[] model;
        try {
            model = OnnxExport.write(plan, "forebay " + Version.text());
        } catch (UnwritableStateException e) {
            throw CommandFailure.wrong(
                    CliCode.CANNOT_EXPORT,
                    String.valueOf(e.getMessage()),
                    "forebay export sklearn writes every transform there is");
        }
        ExportedFiles.write(to, model, overwrite);
        terminal.out().println("wrote " + to);
        return CommandFailure.DONE;
    }
}
