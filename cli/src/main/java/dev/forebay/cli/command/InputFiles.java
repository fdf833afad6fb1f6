package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is asked of a file that a command is to read. */
final class InputFiles {
    private InputFiles() {}

    /** Ends the command unless {@code path} is a file that can be read. */
    static void requireReadable(Path path) {
        if (!Files.exists(path)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_NOT_FOUND,
                    "there is no file '" + path + "'",
                    "looked in " + Path.of("").toAbsolutePath());
        }
        if (Files.isDirectory(path)) {
            throw CommandFailure.wrong(CliCode.FILE_UNREADABLE, "'" + path + "' is a directory, expected a file");
        }
        if (!Files.isReadable(path)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_UNREADABLE, "'" + path + "' cannot be read", "check the rights on the file");
        }
    }
}
