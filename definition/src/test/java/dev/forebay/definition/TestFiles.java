package dev.forebay.definition;

import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that tests read. */
public final class TestFiles {
    public static final Path RESOURCES = Path.of("src/test/resources");

    private TestFiles() {}

    /** A definition without a mistake; it needs the variable {@code KAFKA_JAAS}. */
    public static SourceText good(String name) {
        return new SourceText(name + ".yaml", read(RESOURCES.resolve("good").resolve(name + ".yaml")));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
