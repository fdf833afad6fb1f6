package dev.forebay.sklearn;

import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.sklearn.compression.Compression;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.Limits;
import dev.forebay.sklearn.pickle.PickleReader;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reader of fitted scikit-learn transforms: a joblib or pickle file in, a {@link FittedTransform} or a diagnostic out.
 *
 * <p><b>What loads</b>: the transformers of {@link dev.forebay.plan.fitted.FittedState}, {@code Pipeline}, {@code ColumnTransformer} and
 * {@code FeatureUnion} of them, saved by {@code joblib.dump} or {@code pickle.dump} with protocol 2 to 5, uncompressed or compressed with zlib, gzip, bz2, xz or lzma; fitted on arrays (C or F order, dense
 * or sparse), with or without column names, with NaN in the data, with any {@code with_mean} and {@code with_std}, by
 * {@code fit} or {@code partial_fit}. Everything else is refused, by name where it has one.
 *
 * <p><b>Safety</b>: a pickle is a program. This reader runs none of it: there is a fixed list of names a file may use
 * ({@link dev.forebay.sklearn.pickle.AllowedGlobal}), objects become a name and a map, no class is loaded and no method is
 * looked up. Whatever the bytes are, the answer is a {@link Result}; time and memory are bounded by {@link Limits}.
 *
 * <p><b>What cannot be known</b>: a pickle has no checksum, so a changed bit within a number reads as another number. The
 * SHA-256 of the file is in the {@link Origin} for those who must know. It does not say either whether the scaler was
 * fitted on float32; the state is float64 in any case.
 *
 * <p>Immutable, so safe to share between threads. Memory: up to about three times the decompressed file while it reads.
 */
public final class FittedStateReader {
    private static final int MOST_NEIGHBOURS = 500;

    private final Limits limits;

    public FittedStateReader() {
        this(Limits.DEFAULT);
    }

    public FittedStateReader(Limits limits) {
        this.limits = limits;
    }

    /** What came of reading a file. */
    public sealed interface Result {

        /** The same, with {@code place} in each diagnostic: where a definition names the file. */
        Result at(@Nullable Span place);
    }

    /**
     * A file that was read.
     *
     * @param fitted what the transform learnt
     * @param origin where it is from
     * @param warnings what a user should know and may accept
     */
    public record Loaded(FittedTransform fitted, Origin origin, List<Diagnostic> warnings) implements Result {
        public Loaded {
            warnings = List.copyOf(warnings);
        }

        @Override
        public Result at(@Nullable Span place) {
            return new Loaded(
                    fitted, origin, warnings.stream().map(d -> placed(d, place)).toList());
        }
    }

    /** A file that was not read, and why. */
    public record Refused(Diagnostic diagnostic) implements Result {
        @Override
        public Result at(@Nullable Span place) {
            return new Refused(placed(diagnostic, place));
        }
    }

    private static Diagnostic placed(Diagnostic diagnostic, @Nullable Span place) {
        return new Diagnostic(diagnostic.code(), place, diagnostic.message(), diagnostic.notes());
    }

    /** Reads a file, which messages call by its path as given. */
    public Result read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            return unreadable(name, "is a directory", "what would do: a file such as scaler.pkl");
        }
        if (!Files.exists(file)) {
            return missing(file);
        }
        if (!Files.isRegularFile(file)) {
            return unreadable(name, "is not a regular file", "what would do: a file such as scaler.pkl");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, name);
        } catch (AccessDeniedException e) {
            return unreadable(name, "may not be read", "the user that runs forebay needs the right to read it");
        } catch (IOException e) {
            return unreadable(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Reads what is left of {@code in}, up to the limit, and leaves it open. */
    public Result read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(limits.bytes());
        if (bytes.length == limits.bytes() && in.read() >= 0) {
            return refused(name, tooLong());
        }
        return read(bytes, name);
    }

    /**
     * Reads the bytes of a file.
     *
     * @param name what messages call it
     */
    public Result read(byte[] file, String name) {
        try {
            if (file.length > limits.bytes()) {
                throw tooLong();
            }
            Compression compression = Compression.of(file);
            byte[] data = compression.decompress(file, limits.decompressedBytes(file.length));
            PickleReader.Content content = PickleReader.read(data, limits);
            TransformImport found = TransformImport.of(content.value());
            FittedTransform fitted = found.fitted();
            Origin origin = new Origin(
                    name,
                    Origin.sha256(file),
                    file.length,
                    found.version().orElse(null),
                    compression.words(),
                    content.protocol(),
                    found.unusedAttributes());
            List<Diagnostic> warnings = new ArrayList<>();
            for (RefusedException warning : found.warnings(fitted.state())) {
                warnings.add(diagnostic(name, warning));
            }
            return new Loaded(fitted, origin, warnings);
        } catch (RefusedException e) {
            return refused(name, e);
        }
    }

    private RefusedException tooLong() {
        return new RefusedException(
                SklearnCode.TOO_LARGE,
                String.format(Locale.ROOT, "has more than %,d bytes, which is past the limit", limits.bytes()),
                "a fitted scaler has about 24 bytes a column; save the transform alone");
    }

    private static Result missing(Path file) {
        Path name = file.getFileName();
        String note = "looked for " + file.toAbsolutePath().normalize();
        return NearestName.of(name == null ? "" : name.toString(), neighbours(file))
                .map(near -> unreadable(file.toString(), "does not exist", note, "did you mean '" + near + "'?"))
                .orElseGet(() -> unreadable(file.toString(), "does not exist", note));
    }

    private static List<String> neighbours(Path file) {
        List<String> names = new ArrayList<>();
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
                if (names.size() == MOST_NEIGHBOURS) {
                    break;
                }
            }
        } catch (IOException e) {
            // A directory that cannot be listed has no names to suggest.
            return List.of();
        }
        names.sort(null);
        return names;
    }

    private static Result unreadable(String name, String message, String... notes) {
        return refused(name, new RefusedException(SklearnCode.UNREADABLE_FILE, message, notes));
    }

    private static Result refused(String name, RefusedException why) {
        return new Refused(diagnostic(name, why));
    }

    private static Diagnostic diagnostic(String name, RefusedException why) {
        return new Diagnostic(why.code(), null, name + ": " + why.message(), why.notes());
    }
}
