package dev.forebay.sklearn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.sklearn.FittedStateReader.Loaded;
import dev.forebay.sklearn.FittedStateReader.Refused;
import dev.forebay.sklearn.FittedStateReader.Result;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FittedStateReaderTest {
    private final FittedStateReader reader = new FittedStateReader();

    static List<Path> fittedFiles() {
        return Stream.of("form-", "fit-", "version-")
                .flatMap(prefix -> Fixtures.like(Fixtures.DIRECTORY, prefix, ".pkl").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fittedFiles")
    void file_ofScikitLearn_givesItsStateAndItsBits(Path file) throws IOException {
        Expected expected = new Expected(Fixtures.expectedOf(file));

        Result result = reader.read(file);

        assertThat(result).isInstanceOf(Loaded.class);
        Loaded loaded = (Loaded) result;
        assertThat(loaded.fitted()).isEqualTo(expected.fitted());
        assertThat(loaded.warnings()).isEmpty();
        expected.assertSameTransform((StandardScalerState) loaded.fitted().state());
    }

    @Test
    void fixtures_coverEveryFormFitAndVersion() {
        assertThat(Fixtures.like(Fixtures.DIRECTORY, "form-", ".pkl")).hasSize(4 * 2 * 6);
        assertThat(Fixtures.like(Fixtures.DIRECTORY, "fit-", ".pkl")).hasSize(21);
        assertThat(Fixtures.like(Fixtures.DIRECTORY, "version-", ".pkl")).hasSize(9 * 2);
    }

    @Test
    void origin_ofACompressedFile_saysWhatItIs() {
        Loaded loaded = (Loaded) reader.read(Fixtures.bytes("form-joblib-3-xz.pkl"), "scaler.pkl");

        Origin origin = loaded.origin();
        assertThat(origin.name()).isEqualTo("scaler.pkl");
        assertThat(origin.version()).isEqualTo("1.9.1");
        assertThat(origin.compression()).isEqualTo("xz");
        assertThat(origin.protocol()).isEqualTo(3);
        assertThat(origin.unusedAttributes()).containsExactly("copy", "n_samples_seen_");
    }

    @Test
    void origin_ofAnyFile_hasTheDigestOfItsBytes() {
        Loaded loaded = (Loaded) reader.read(Fixtures.bytes("fit-array-c.pkl"), "scaler.pkl");

        assertThat(loaded.origin().sha256()).matches("[0-9a-f]{64}");
        assertThat(Origin.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void stream_givesTheSameAsItsBytes() throws IOException {
        byte[] bytes = Fixtures.bytes("fit-data-frame.pkl");

        assertThat(reader.read(new ByteArrayInputStream(bytes), "s")).isEqualTo(reader.read(bytes, "s"));
    }

    @Test
    void moduleBefore022_isTheSameScaler() {
        byte[] renamed = Bytes.replace(
                Fixtures.bytes("form-pickle-2-raw.pkl"),
                "sklearn.preprocessing._data\n",
                "sklearn.preprocessing.data\n");

        assertThat(reader.read(renamed, "s")).isInstanceOf(Loaded.class);
    }

    @Test
    void untestedVersion_isAWarning() {
        byte[] newer = Bytes.replace(Fixtures.bytes("fit-array-c.pkl"), "1.9.1", "2.0.0");

        Loaded loaded = (Loaded) reader.read(newer, "scaler.pkl");

        assertThat(loaded.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(SklearnCode.UNTESTED_VERSION);
            assertThat(warning.isError()).isFalse();
        });
        assertThat(loaded.fitted().producedBy()).isEqualTo("scikit-learn 2.0.0");
    }

    @Test
    void scaleThatIsNotTheRootOfTheVariance_isAWarning() {
        Loaded good = (Loaded) reader.read(Fixtures.bytes("fit-one-column.pkl"), "scaler.pkl");
        double scale = requireNonNull(((StandardScalerState) good.fitted().state()).scale())
                .get(0);
        byte[] edited = Bytes.replace(
                Fixtures.bytes("fit-one-column.pkl"),
                Bytes.littleEndian(scale),
                Bytes.littleEndian(Math.nextUp(scale)));

        Loaded loaded = (Loaded) reader.read(edited, "scaler.pkl");

        assertThat(loaded.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.code()).isEqualTo(SklearnCode.SUSPECT_VALUES));
    }

    @Test
    void resultAt_putsThePlaceOfTheDefinitionIntoDiagnostics() {
        Span place = new Span(new SourceText("fraud.yaml", "    fitted: x.pkl"), 12, 17);

        Refused refused = (Refused) reader.read(new byte[0], "x.pkl").at(place);

        assertThat(refused.diagnostic().toString()).startsWith("fraud.yaml:1:13: error FB5002: x.pkl: is not a pickle");
    }

    @Test
    void directory_isRefused(@TempDir Path directory) {
        assertThat(code(reader.read(directory))).isEqualTo(SklearnCode.UNREADABLE_FILE);
    }

    @Test
    void missingFile_namesTheNearest(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("scaler.pkl"), new byte[0]);

        Refused refused = (Refused) reader.read(directory.resolve("scalar.pkl"));

        assertThat(refused.diagnostic().code()).isEqualTo(SklearnCode.UNREADABLE_FILE);
        assertThat(refused.diagnostic().notes()).contains("did you mean 'scaler.pkl'?");
    }

    private static SklearnCode code(Result result) {
        return (SklearnCode) ((Refused) result).diagnostic().code();
    }
}
