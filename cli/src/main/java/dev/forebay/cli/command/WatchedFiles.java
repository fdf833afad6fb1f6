package dev.forebay.cli.command;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A definition and the files that it names, looked at several times a second: by time and size, which every file system has, and editors that replace
 * a file change too. {@link #stop} may be called from any thread.
 */
final class WatchedFiles {
    private static final long LOOK_MILLIS = 200;

    private final Path definition;
    private final @Nullable Path fitted;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private List<Path> named = List.of();
    private String read = "";

    WatchedFiles(Path definition, @Nullable Path fitted) {
        this.definition = definition;
        this.fitted = fitted;
    }

    void stop() {
        stopped.countDown();
    }

    /** Runs once, and again after each change, until stopped; gives what the last run gave. */
    int whenChanged(IntSupplier run) {
        int code = 0;
        Map<Path, String> before = Map.of();
        try {
            do {
                // Looked at before it is read: a change in between is seen the next time.
                Map<Path, String> now = marks();
                if (!now.equals(before)) {
                    before = now;
                    code = run.getAsInt();
                }
            } while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code;
    }

    private Map<Path, String> marks() {
        Map<Path, String> marks = new LinkedHashMap<>();
        String written = mark(definition);
        marks.put(definition, written);
        if (!written.equals(read)) {
            read = written;
            names();
        }
        if (fitted != null) {
            try (Stream<Path> files = Files.list(fitted)) {
                files.sorted().forEach(file -> marks.put(file, mark(file)));
            } catch (IOException e) {
                marks.put(fitted, "gone");
            }
        }
        named.forEach(file -> marks.put(file, mark(file)));
        return marks;
    }

    /** Those of the last text that could be read. */
    private void names() {
        List<Diagnostic> wrong = new ArrayList<>();
        Definition parsed = PipelineLoader.definition(definition, wrong);
        if (parsed == null) {
            return;
        }
        List<Path> found = new ArrayList<>();
        parsed.transforms().forEach(group -> {
            var path = group.fitted();
            if (path != null) {
                add(path.value(), found);
            }
        });
        Definition.Model model = parsed.model();
        if (model != null) {
            add(model.onnx().value(), found);
        }
        named = found;
    }

    private void add(String path, List<Path> to) {
        try {
            to.add(definition.resolveSibling(path));
        } catch (InvalidPathException e) {
            // The definition's reader tells it.
        }
    }

    private static String mark(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
        } catch (IOException e) {
            return "gone";
        }
    }
}
