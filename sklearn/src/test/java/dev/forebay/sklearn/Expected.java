package dev.forebay.sklearn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.StandardScalerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scikit-learn says of one scaler, as python/make_sklearn_fixtures.py wrote it. */
final class Expected {
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<List<Double>> inputs = new ArrayList<>();
    private final List<List<Double>> outputs = new ArrayList<>();

    Expected(Path file) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> cells = Arrays.asList(line.split("\t", -1));
            List<String> rest = cells.subList(1, cells.size());
            switch (cells.get(0)) {
                case "input" -> inputs.add(numbers(rest));
                case "output" -> outputs.add(numbers(rest));
                default -> values.put(cells.get(0), rest);
            }
        }
        assertThat(inputs).isNotEmpty().hasSameSizeAs(outputs);
    }

    FittedTransform fitted() {
        return new FittedTransform(state(), cells("names"), Precision.FLOAT64, "scikit-learn " + text("version"));
    }

    StandardScalerState state() {
        return new StandardScalerState(
                Integer.parseInt(text("features")),
                text("with_mean").equals("True"),
                text("with_std").equals("True"),
                array("mean_"),
                array("var_"),
                array("scale_"));
    }

    /** Transforms each input as the state's documentation says, and holds each output against scikit-learn's, bit by bit. */
    void assertSameTransform(StandardScalerState state) {
        for (int row = 0; row < inputs.size(); row++) {
            assertThat(transform(state, inputs.get(row))).as("row %s", row).isEqualTo(outputs.get(row));
        }
    }

    private static List<Double> transform(StandardScalerState state, List<Double> input) {
        List<Double> output = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            double x = input.get(i);
            if (state.withMean()) {
                x -= requireNonNull(state.mean()).get(i);
            }
            if (state.withStd()) {
                x /= requireNonNull(state.scale()).get(i);
            }
            output.add(x);
        }
        return output;
    }

    private List<String> cells(String name) {
        return requireNonNull(values.get(name), name);
    }

    private String text(String name) {
        return cells(name).get(0);
    }

    private @Nullable List<Double> array(String name) {
        return text(name).equals("None") ? null : numbers(cells(name));
    }

    private static List<Double> numbers(List<String> cells) {
        return cells.stream().map(Expected::number).toList();
    }

    /** A number as Python's float.hex writes it. */
    private static double number(String cell) {
        return switch (cell) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(cell);
        };
    }
}
