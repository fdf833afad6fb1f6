package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.project.NewProject;
import dev.forebay.cli.project.SampleSchema;
import dev.forebay.plan.fitted.FittedTransform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        description = "Writes a commented project; schema and transforms are inferred from what you have.",
        footer = {"", "Example:", "  forebay new fraud --from sample.jsonl --sklearn scaler.pkl"})
final class NewCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "DIR", description = "The directory to make.")
    private Path directory = Path.of("");

    @Option(names = "--from", paramLabel = "SAMPLE", description = "Events as JSON lines, to infer the schema from.")
    private @Nullable Path sample;

    @Option(
            names = "--sklearn",
            paramLabel = "FILE",
            description = "A fitted StandardScaler, dumped with joblib or pickle.")
    private @Nullable Path scaler;

    NewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (sample != null) {
            NamedFiles.requireReadable(sample);
            requireEvents(sample);
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_EXISTS, "'" + directory + "' is a file, expected a directory to make");
        }
        for (String file : List.of("pipeline.yaml", "scaler.pkl")) {
            if (Files.exists(directory.resolve(file))) {
                throw CommandFailure.wrong(
                        CliCode.FILE_EXISTS,
                        "'" + directory.resolve(file) + "' is there already",
                        "nothing was written; choose another directory");
            }
        }
        FittedTransform fitted = scaler == null ? null : Loading.fittedState(scaler, terminal);
        try {
            List<String> notes = NewProject.create(directory, sample, scaler, fitted);
            terminal.out().println("wrote " + directory.resolve("pipeline.yaml"));
            notes.forEach(note -> terminal.out().println("  note: " + note));
            terminal.out().println("next: forebay check " + directory.resolve("pipeline.yaml"));
            return CommandFailure.DONE;
        } catch (IOException e) {
            throw CommandFailure.failed(CliCode.CANNOT_WRITE, "cannot write to '" + directory + "': " + e.getMessage());
        }
    }

    private static void requireEvents(Path sample) {
        String wanted = "expected JSON lines: one event a line, such as {\"id\": 1, \"amount\": 93.91}";
        try {
            if (SampleSchema.infer(sample).events() == 0) {
                throw CommandFailure.wrong(CliCode.FILE_UNREADABLE, "there is no event in '" + sample + "'", wanted);
            }
        } catch (CharacterCodingException e) {
            throw CommandFailure.wrong(CliCode.FILE_UNREADABLE, "'" + sample + "' is not UTF-8 text", wanted);
        } catch (IOException e) {
            throw CommandFailure.failed(CliCode.FILE_UNREADABLE, "cannot read '" + sample + "': " + e.getMessage());
        }
    }
}
