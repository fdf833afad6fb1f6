package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small files that a command writes whole or not at all. */
final class ExportedFiles {
    private ExportedFiles() {}

    static void requireFree(Path file, boolean overwrite) {
        if (Files.isDirectory(file) || (Files.exists(file) && !overwrite)) {
            throw CommandFailure.wrong(
                    CliCode.FILE_EXISTS, "'" + file + "' is there already", "--overwrite replaces a file");
        }
    }

    static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw cannotWrite(directory, e);
        }
    }

    static void write(Path file, byte[] bytes, boolean overwrite) {
        requireFree(file, overwrite);
        NamedFiles.requireDirectoryOf(file);
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static CommandFailure cannotWrite(Path file, IOException e) {
        return CommandFailure.failed(
                CliCode.CANNOT_WRITE, "'" + file + "' cannot be written", "the system says: " + e.getMessage());
    }
}
