package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.artefact.ReleaseArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a release as one file, which another machine can import and verify.",
        footer = {"", "Example:", "  forebay release export production --to fraud.release"})
final class ReleaseExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "A digest or its first digits, a label, or PIPELINE:LABEL.")
    private String reference = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where to; nothing is overwritten.")
    private Path to = Path.of("");

    @Mixin
    private RegistryOption registry = new RegistryOption();

    ReleaseExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Release release = registry.with(kept -> kept.release(kept.find(reference)));
        if (Files.exists(to)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_EXISTS, to + " is there already", "name another file, or delete it");
        }
        Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                ReleaseArchive.write(release, out);
            }
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    CliCode.CANNOT_WRITE, to + " cannot be written", "the system says: " + e.getMessage());
        }
        terminal.out().println(release.digest());
        return CommandFailure.DONE;
    }
}
