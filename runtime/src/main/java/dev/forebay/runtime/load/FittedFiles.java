package dev.forebay.runtime.load;

import dev.forebay.definition.Located;
import dev.forebay.model.ModelRefusal;
import dev.forebay.model.OnnxModel;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.sklearn.FittedStateReader;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import dev.forebay.types.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fitted state in files: those that a definition names, as {@code forebay fit} writes them or as pickles, and for the groups that name none
 * those in a directory. Which of the two forms a file has, its first character says. One thread at a time.
 */
public final class FittedFiles implements FittedStateLoader {
    private static final String EXTENSION = ".json";
    private static final String CONTRACT_METADATA = "forebay.contract";

    private final Path definition;
    private final @Nullable Path directory;
    private final FittedStateReader pickles = new FittedStateReader();
    private @Nullable OnnxModel model;
    private @Nullable String contract;

    /**
     * @param definition the definition's file, to which paths in it are relative
     * @param directory the state of groups that name no file; null for none
     */
    public FittedFiles(Path definition, @Nullable Path directory) {
        this.definition = definition;
        this.directory = directory;
    }

    /** The file of a group in a directory of fitted state; odd characters of its name are written as in a web address. */
    public static Path fileOf(Path directory, String group) {
        return directory.resolve(
                URLEncoder.encode(group, StandardCharsets.UTF_8).replace("*", "%2A") + EXTENSION);
    }

    /** Where the contract of a model is: beside it, {@code fraud.contract.json} for {@code fraud.onnx}. */
    public static Path contractOf(Path model) {
        String name = String.valueOf(model.getFileName());
        int dot = name.lastIndexOf('.');
        return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".contract.json");
    }

    /** That the directory is not there. */
    Optional<Diagnostic> missing() {
        return directory == null || Files.isDirectory(directory)
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        RuntimeCode.FITTED_MISSING,
                        null,
                        "there is no directory '" + directory + "' of fitted state",
                        "forebay fit FILE --from HISTORY --to " + directory + " makes it"));
    }

    @Override
    public Loaded ofGroup(Located<String> group) {
        if (directory == null) {
            return new Loaded(null, List.of());
        }
        Path file = fileOf(directory, group.value());
        return Files.exists(file) ? read(file, group.span()) : new Loaded(null, List.of());
    }

    /** The model that was named; null where none was, or it cannot be used. */
    @Nullable
    OnnxModel model() {
        return model;
    }

    /** What the model was validated with: from the file beside it, else from its metadata; null where nothing says. */
    @Nullable
    String contract() {
        return contract;
    }

    @Override
    public LoadedModel model(Located<String> path) {
        try {
            Path file = definition.resolveSibling(path.value());
            if (!Files.exists(file)) {
                return new LoadedModel(null, List.of());
            }
            OnnxModel read = OnnxModel.read(file);
            model = read;
            Path beside = contractOf(file);
            if (Files.exists(beside)) {
                try {
                    contract = Files.readString(beside);
                } catch (IOException e) {
                    return new LoadedModel(
                            null,
                            List.of(Diagnostic.of(
                                    RuntimeCode.FILE_UNREADABLE,
                                    path.span(),
                                    "'" + beside + "' cannot be read, the contract of this model",
                                    "the system says: " + e)));
                }
            } else {
                contract = read.metadata(CONTRACT_METADATA);
            }
            return new LoadedModel(read.contract(), List.of());
        } catch (InvalidPathException e) {
            return new LoadedModel(null, List.of());
        } catch (ModelRefusal e) {
            return new LoadedModel(null, List.of(e.at(path.span())));
        }
    }

    @Override
    public Loaded load(Located<String> path) {
        try {
            return read(definition.resolveSibling(path.value()), path.span());
        } catch (InvalidPathException e) {
            return new Loaded(null, List.of());
        }
    }

    private Loaded read(Path file, Span place) {
        byte[] text = json(file);
        if (text != null) {
            return stored(file, text, place);
        }
        FittedStateReader.Result result = pickles.read(file).at(place);
        if (result instanceof FittedStateReader.Loaded loaded) {
            return new Loaded(loaded.fitted(), loaded.warnings());
        }
        return new Loaded(null, List.of(((FittedStateReader.Refused) result).diagnostic()));
    }

    /** The bytes of a file that begins as JSON does, no pickle does; null for another one, or where it cannot be read. */
    private static byte @Nullable [] json(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(1);
            boolean named = String.valueOf(file.getFileName()).endsWith(EXTENSION);
            if (start.length == 0 ? !named : start[0] != '{' && !named) {
                return null;
            }
            byte[] rest = in.readNBytes(StoredState.MOST_CHARACTERS);
            byte[] all = new byte[start.length + rest.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(rest, 0, all, start.length, rest.length);
            return all;
        } catch (IOException e) {
            // The reader of pickles says why.
            return null;
        }
    }

    private static Loaded stored(Path file, byte[] bytes, Span place) {
        int bad = Utf8.firstIllFormed(bytes, 0, bytes.length);
        if (bad >= 0) {
            return new Loaded(
                    null,
                    List.of(Diagnostic.of(
                            RuntimeCode.FILE_UNREADABLE,
                            place,
                            file + ": byte " + bad + " is not UTF-8",
                            "fitted state is a text in UTF-8; is the file damaged?")));
        }
        StoredState.Read read =
                StoredState.read(new SourceText(file.toString(), new String(bytes, StandardCharsets.UTF_8)));
        List<Diagnostic> mistakes = new ArrayList<>();
        for (Diagnostic mistake : read.mistakes()) {
            List<String> notes = new ArrayList<>(mistake.notes());
            notes.add("named at " + place);
            mistakes.add(new Diagnostic(mistake.code(), mistake.span(), mistake.message(), notes));
        }
        return new Loaded(read.fitted(), mistakes);
    }
}
