package dev.forebay.definition;

import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files that tests read. */
public final class TestFiles {
    public static final Path RESOURCES = Path.of("src/test/resources");

    private TestFiles() {}

    /** A definition without a mistake; it needs the variable {@code KAFKA_JAAS}. */
    public static SourceText good(String name) {
        return new SourceText(name + ".yaml", read(RESOURCES.resolve("good").resolve(name + ".yaml")));
    }

    /** What comes of parsing {@code text} with these environment variables. */
    public static ParsedDefinition parse(String name, String text, Map<String, String> environment) {
        return DefinitionParser.parse(new SourceText(name + ".yaml", text), environment::get);
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
