package dev.forebay.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.stored.StoredState;
import dev.forebay.sklearn.FittedStateReader.Loaded;
import dev.forebay.sklearn.FittedStateReader.Result;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transformer as scikit-learn 1.9.1 saved it ({@code python/make_transform_fixtures.py pickles}), beside what is in it. */
class TransformImportTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/dev/forebay/sklearn/transforms");

    static Stream<Path> files() {
        List<Path> files = Fixtures.like(DIRECTORY, "", ".pkl");
        assertThat(files).hasSizeGreaterThan(60);
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_ofAnyTransformer_hasTheStateThatWasFitted(Path file) throws IOException {
        Path stored = file.resolveSibling(file.getFileName().toString().replace(".pkl", ".json"));
        StoredState.Read expected = StoredState.read(new SourceText(stored.toString(), Files.readString(stored)));
        assertThat(expected.mistakes()).isEmpty();

        Result result = new FittedStateReader().read(file);

        assertThat(result).as("%s", result).isInstanceOf(Loaded.class);
        assertThat(((Loaded) result).fitted()).isEqualTo(expected.fitted());
        assertThat(((Loaded) result).warnings()).isEmpty();
    }
}
