package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is asked of a file that a command is to read or to write. */
final class NamedFiles {
    private NamedFiles() {}

    /** Ends the command unless {@code path} is a file that can be read. */
    static void requireReadable(Path path) {
        if (!Files.exists(path)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_NOT_FOUND,
                    "there is no file '" + path + "'",
                    "looked for it in " + path.toAbsolutePath().normalize().getParent());
        }
        if (Files.isDirectory(path)) {
            throw CommandFailure.wrong(CliCode.FILE_UNREADABLE, "'" + path + "' is a directory, expected a file");
        }
        if (!Files.isReadable(path)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_UNREADABLE, "'" + path + "' cannot be read", "check the rights on the file");
        }
    }

    /** Ends the command unless {@code path} can be a file in a directory that is there, and is nothing but a file. */
    static void requireDirectoryOf(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_NOT_FOUND,
                    "there is no directory '" + directory + "' for '" + path.getFileName() + "'",
                    "make it first");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_EXISTS,
                    "'" + path + "' is not a plain file",
                    "the output appears by renaming a finished file, so it must have a name of its own");
        }
    }
}
