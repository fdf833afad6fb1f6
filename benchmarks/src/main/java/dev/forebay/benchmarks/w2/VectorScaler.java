package dev.forebay.benchmarks.w2;

import java.io.Serializable;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fitted StandardScaler of W2, the same numbers as in {@code w2/scaler.pkl}. Immutable. */
public final class VectorScaler implements Serializable {

    private static final long serialVersionUID = 1;

    private final double[] mean;
    private final double[] scale;

    private VectorScaler(JsonNode json) {
        mean = numbers(json.required("mean"));
        scale = numbers(json.required("scale"));
    }

    /** Reads {@code {"mean": [35 numbers], "scale": [35 numbers]}} in the order of {@link VectorColumns#NAMES}. */
    public static VectorScaler read(Path file) {
        return new VectorScaler(JsonMapper.builder().build().readTree(file));
    }

    private static double[] numbers(JsonNode json) {
        if (json.size() != VectorColumns.COUNT) {
            throw new IllegalArgumentException("%d numbers, not %d".formatted(json.size(), VectorColumns.COUNT));
        }
        return json.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /** Scales in place. */
    void scale(double[] vector) {
        for (int i = 0; i < VectorColumns.COUNT; i++) {
            vector[i] = (vector[i] - mean[i]) / scale[i];
        }
    }

    /** What was scaled to {@code scaled}, as nearly as rounding lets it be known. */
    double unscaled(int column, double scaled) {
        return scaled * scale[column] + mean[column];
    }

    double scaled(int column, double value) {
        return (value - mean[column]) / scale[column];
    }
}
