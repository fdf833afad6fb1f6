package dev.forebay.runtime.load;

import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The variables of an environment, and those whose value is in a file: {@code NAME} that is not set is what stands in the file that
 * {@code NAME_FILE} names, without the end of its last line. That is how containers hand out secrets. No value is ever told. One thread at
 * a time.
 */
final class Variables implements Function<String, @Nullable String> {
    private static final String FILE = "_FILE";

    private final Function<String, @Nullable String> environment;
    private final List<Diagnostic> unreadable = new ArrayList<>();

    Variables(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String apply(String name) {
        String value = environment.apply(name);
        String file = value == null ? environment.apply(name + FILE) : null;
        return file == null ? value : read(name, file);
    }

    private @Nullable String read(String name, String file) {
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            unreadable.add(Diagnostic.of(
                    RuntimeCode.FILE_UNREADABLE,
                    null,
                    "'" + file + "' cannot be read, which " + name + FILE + " names",
                    "the system says: " + e));
            return null;
        }
    }

    /** What is wrong with the files that were named. */
    List<Diagnostic> diagnostics() {
        return unreadable;
    }
}
