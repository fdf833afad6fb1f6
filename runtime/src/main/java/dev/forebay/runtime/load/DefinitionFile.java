package dev.forebay.runtime.load;

import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import dev.forebay.types.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the text of a definition, or says why it cannot be read. */
final class DefinitionFile {
    static final int MOST_BYTES = 32 << 20;

    private DefinitionFile() {}

    /** The text; null after adding the reason why there is none. */
    static @Nullable SourceText read(Path file, List<Diagnostic> into) {
        if (!Files.exists(file)) {
            into.add(missing(file));
            return null;
        }
        if (Files.isDirectory(file)) {
            into.add(Diagnostic.of(
                    RuntimeCode.FILE_UNREADABLE,
                    null,
                    "'" + file + "' is a directory",
                    "name the definition's file in it"));
            return null;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (AccessDeniedException e) {
            into.add(Diagnostic.of(
                    RuntimeCode.FILE_UNREADABLE, null, "'" + file + "' may not be read", "look at its rights"));
            return null;
        } catch (IOException e) {
            into.add(Diagnostic.of(
                    RuntimeCode.FILE_UNREADABLE,
                    null,
                    "'" + file + "' cannot be read",
                    "the system says: " + e.getMessage()));
            return null;
        }
        return text(file, bytes, into);
    }

    private static @Nullable SourceText text(Path file, byte[] bytes, List<Diagnostic> into) {
        if (bytes.length > MOST_BYTES) {
            into.add(Diagnostic.of(
                    RuntimeCode.FILE_TOO_LARGE,
                    null,
                    "'" + file + "' is larger than " + (MOST_BYTES >> 20) + " MiB",
                    "a definition is a text of some hundred lines; is this its data?"));
            return null;
        }
        if (bytes.length == 0) {
            into.add(Diagnostic.of(
                    RuntimeCode.FILE_EMPTY,
                    null,
                    "'" + file + "' is empty",
                    "a definition begins with: forebay: 1",
                    "forebay new DIR writes one to begin with"));
            return null;
        }
        int bad = Utf8.firstIllFormed(bytes, 0, bytes.length);
        if (bad >= 0) {
            String before = new String(Arrays.copyOf(bytes, bad), StandardCharsets.UTF_8);
            SourceText text = new SourceText(file.toString(), before);
            into.add(Diagnostic.of(
                    RuntimeCode.FILE_NOT_TEXT,
                    new Span(text, before.length(), before.length()),
                    "byte %d (0x%02x) is not UTF-8".formatted(bad, bytes[bad]),
                    "a definition is a text in UTF-8"));
            return null;
        }
        return new SourceText(file.toString(), new String(bytes, StandardCharsets.UTF_8));
    }

    private static Diagnostic missing(Path file) {
        List<String> notes = new ArrayList<>();
        near(file).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory != null) {
            notes.add(
                    Files.isDirectory(directory)
                            ? "looked for it in " + directory
                            : "there is no directory " + directory);
        }
        return new Diagnostic(RuntimeCode.FILE_MISSING, null, "no file '" + file + "'", notes);
    }

    private static Optional<String> near(Path file) {
        Path name = file.getFileName();
        Path directory = file.toAbsolutePath().getParent();
        if (name == null || directory == null || !Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names = files.limit(1000)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
            return NearestName.of(name.toString(), names);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
