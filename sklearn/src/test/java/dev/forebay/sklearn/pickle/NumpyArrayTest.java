package dev.forebay.sklearn.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.sklearn.diagnostic.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against arrays that numpy and joblib wrote: each element type, byte order and element order. */
class NumpyArrayTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/dev/forebay/sklearn/fitted");

    static List<String> arrays() throws IOException {
        return Files.readAllLines(DIRECTORY.resolve("arrays.expected"));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void elements_areNumpysInRowOrder(String line) throws IOException, RefusedException {
        List<String> cells = Arrays.asList(line.split("\t", -1));
        for (String form : List.of("pickle-2", "pickle-5", "joblib-4")) {
            Path file = DIRECTORY.resolve("array-" + cells.get(0) + "-" + form + ".pkl");

            Value value =
                    PickleReader.read(Files.readAllBytes(file), Limits.DEFAULT).value();

            assertThat(texts(((Value.Array) value).content())).as(form).isEqualTo(cells.subList(1, cells.size()));
        }
    }

    private static List<String> texts(NumpyArray array) throws RefusedException {
        List<String> texts = new ArrayList<>();
        for (Value element : array.elements()) {
            texts.add(text(element));
        }
        return texts;
    }

    /** An element as python/make_sklearn_fixtures.py writes it. */
    private static String text(Value element) {
        if (element instanceof Value.Real real) {
            return hex(real.value());
        }
        if (element instanceof Value.Int number) {
            return Long.toString(number.value());
        }
        return element instanceof Value.Text text ? text.value() : element.kind();
    }

    /** As Python's float.hex: 13 digits and a signed exponent. */
    private static String hex(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0x0.0p+0" : "-0x0.0p+0";
        }
        long fraction = Double.doubleToRawLongBits(value) & 0xf_ffff_ffff_ffffL;
        return String.format("%s0x1.%013xp%+d", value < 0 ? "-" : "", fraction, Math.getExponent(value));
    }
}
