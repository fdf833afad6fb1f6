package dev.forebay.sklearn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that scikit-learn wrote for the tests. */
final class Fixtures {
    static final Path DIRECTORY = Path.of("src/test/resources/dev/forebay/sklearn/fitted");

    private Fixtures() {}

    /** The files whose names begin and end like this, in order of name. */
    static List<Path> like(Path directory, String prefix, String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(suffix);
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(DIRECTORY.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of what scikit-learn says of the scaler in {@code pickle}: of the same name, or of its first parts. */
    static Path expectedOf(Path pickle) {
        String stem = pickle.getFileName().toString().replace(".pkl", "");
        while (true) {
            Path expected = pickle.resolveSibling(stem + ".expected");
            if (Files.exists(expected)) {
                return expected;
            }
            stem = stem.substring(0, stem.lastIndexOf('-'));
        }
    }
}
