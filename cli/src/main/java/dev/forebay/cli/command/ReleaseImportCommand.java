package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.artefact.ReleaseArchive;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.runtime.load.ReleaseLoader;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Keeps a release that another machine exported, once every part of it is verified.",
        footer = {"", "Example:", "  forebay release import fraud.release"})
final class ReleaseImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "What 'forebay release export' wrote.")
    private Path file = Path.of("");

    @Mixin
    private RegistryOption registry = new RegistryOption();

    ReleaseImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Release release = read();
        List<Diagnostic> wrong = ReleaseLoader.verify(release);
        if (!wrong.isEmpty()) {
            throw CommandFailure.wrong(wrong);
        }
        boolean isNew = registry.with(kept -> kept.register(release, RegistryOption.actor()));
        terminal.out().println(release.digest());
        terminal.err()
                .println((isNew ? "imported: " : "there already: ")
                        + release.manifest().pipeline());
        return CommandFailure.DONE;
    }

    private Release read() {
        try {
            NamedFiles.requireReadable(file);
            try (InputStream in = Files.newInputStream(file)) {
                return ReleaseArchive.read(in, file.toString());
            }
        } catch (ReleaseRefusal e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        } catch (IOException e) {
            throw CommandFailure.wrong(
                    CliCode.FILE_UNREADABLE, file + " cannot be read", "the system says: " + e.getMessage());
        }
    }
}
