package dev.forebay.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The demo's own copy of the seed example, in a directory that goes away with the demo. */
public final class DemoProject implements AutoCloseable {
    private static final List<String> FILES = List.of("pipeline.yaml", "scaler.pkl");

    private final Path directory;

    private DemoProject(Path directory) {
        this.directory = directory;
    }

    /** Writes the example's files to a new temporary directory. */
    public static DemoProject create() throws IOException {
        Path directory = Files.createTempDirectory("forebay-demo");
        for (String file : FILES) {
            try (InputStream in = DemoProject.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new FileNotFoundException("the distribution lacks its demo file " + file);
                }
                Files.copy(in, directory.resolve(file));
            }
        }
        return new DemoProject(directory);
    }

    public Path definition() {
        return directory.resolve("pipeline.yaml");
    }

    /** Where the run keeps its snapshots. */
    public Path state() {
        return directory.resolve("state");
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
