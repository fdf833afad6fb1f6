package dev.forebay.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.sklearn.FittedStateReader.Loaded;
import dev.forebay.sklearn.FittedStateReader.Refused;
import dev.forebay.sklearn.FittedStateReader.Result;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.Limits;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said for each code, as golden text. After a change of the words, run with
 * {@code -Dgolden.update=true} and read the difference.
 */
class DiagnosticTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/sklearn/golden");

    private final FittedStateReader reader = new FittedStateReader();

    @ParameterizedTest
    @EnumSource(SklearnCode.class)
    void diagnostic_ofEachCode_readsAsReviewed(SklearnCode code) throws IOException {
        Diagnostic diagnostic = only(example(code));

        assertThat(diagnostic.code()).isEqualTo(code);
        assertGolden(code.id() + ".txt", diagnostic);
    }

    static Stream<String> refusedFiles() {
        return Fixtures.like(Fixtures.DIRECTORY, "refused-", ".pkl").stream()
                .map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("refusedFiles")
    void diagnostic_ofAFileInGoodFaith_readsAsReviewed(String name) throws IOException {
        assertGolden(name.replace(".pkl", ".txt"), only(reader.read(Fixtures.bytes(name), "scaler.pkl")));
    }

    @Test
    void codes_areUniqueAndOfTheRangeOfFittedState() {
        assertThat(Arrays.stream(SklearnCode.values()).map(SklearnCode::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("FB50[0-9]{2}"));
    }

    @Test
    void reference_namesEachCode() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "sklearn-import.md"));

        assertThat(page)
                .contains(
                        Arrays.stream(SklearnCode.values()).map(SklearnCode::id).toList());
    }

    private Result example(SklearnCode code) {
        byte[] good = Fixtures.bytes("fit-array-c.pkl");
        return switch (code) {
            case UNREADABLE_FILE -> reader.read(Path.of("."));
            case NOT_A_PICKLE -> read(Bytes.of("version https://git-lfs.github.com/spec/v1\n"));
            case UNSAFE_GLOBAL -> read(Bytes.of(0x80, 2, "cposix\nsystem\n."));
            case UNSUPPORTED_CLASS -> read(Fixtures.bytes("refused-pca.pkl"));
            case UNSUPPORTED_PROTOCOL -> read(Bytes.of(0x80, 6, "N."));
            case FORBIDDEN_INSTRUCTION -> read(Bytes.of(0x80, 4, "P1\n."));
            case TRUNCATED -> read(Arrays.copyOf(Fixtures.bytes("form-pickle-2-raw.pkl"), 300));
            case OVERSTATED_LENGTH -> read(Bytes.of(0x80, 4, 0x8e, Bytes.littleEndian(4L << 30)));
            case MALFORMED_PICKLE -> read(Bytes.of(0x80, 4, "e."));
            case UNSUPPORTED_ARRAY -> read(Bytes.replace(good, "\u008c\u0002f8", "\u008c\u0002M8"));
            case TOO_LARGE -> new FittedStateReader(new Limits(100, 100, 1, 100, 100, 10, 0)).read(good, "scaler.pkl");
            case UNSUPPORTED_COMPRESSION -> read(Bytes.of(4, "\"M", 0x18));
            case DAMAGED_COMPRESSION -> read(Bytes.of("x", 0x9c, 7));
            case NOT_A_TRANSFORM -> read(Fixtures.bytes("refused-dict.pkl"));
            case NOT_FITTED -> read(Fixtures.bytes("refused-unfitted.pkl"));
            case INCONSISTENT_STATE -> read(featuresStated(5));
            case UNTESTED_VERSION -> read(Bytes.replace(good, "1.9.1", "2.0.0"));
            case SUSPECT_VALUES ->
                read(Bytes.replace(
                        Fixtures.bytes("fit-one-column.pkl"),
                        Bytes.littleEndian(scaleOfOneColumn()),
                        Bytes.littleEndian(2.0)));
        };
    }

    private static byte[] featuresStated(int features) {
        byte[] name = Bytes.of("n_features_in_", 0x94, "K");
        return Bytes.replace(Fixtures.bytes("fit-array-c.pkl"), Bytes.of(name, 4), Bytes.of(name, features));
    }

    private static double scaleOfOneColumn() {
        try {
            Path file = Fixtures.DIRECTORY.resolve("fit-one-column.expected");
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("scale_\t"))
                    .mapToDouble(line -> Double.parseDouble(line.substring("scale_\t".length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result read(byte[] file) {
        return reader.read(file, "scaler.pkl");
    }

    private static Diagnostic only(Result result) {
        if (result instanceof Refused refused) {
            return refused.diagnostic();
        }
        assertThat(((Loaded) result).warnings()).hasSize(1);
        return ((Loaded) result).warnings().get(0);
    }

    private static void assertGolden(String name, Diagnostic diagnostic) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, diagnostic.toString());
        }
        assertThat(diagnostic.toString()).isEqualTo(Files.readString(golden));
    }
}
