package dev.forebay.benchmarks.w1;

import java.io.Serializable;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fitted StandardScaler of W1, the same numbers as in {@code w1/scaler.pkl}. Immutable. */
public final class Scaler implements Serializable {

    private static final long serialVersionUID = 1;

    private final double amountMean;
    private final double amountScale;
    private final double logMean;
    private final double logScale;
    private final double hourMean;
    private final double hourScale;

    private Scaler(JsonNode mean, JsonNode scale) {
        amountMean = mean.required(0).asDouble();
        amountScale = scale.required(0).asDouble();
        logMean = mean.required(1).asDouble();
        logScale = scale.required(1).asDouble();
        hourMean = mean.required(2).asDouble();
        hourScale = scale.required(2).asDouble();
    }

    /** Reads {@code {"mean": [3 numbers], "scale": [3 numbers]}}: amount, its log1p, hour. */
    public static Scaler read(Path file) {
        JsonNode json = JsonMapper.builder().build().readTree(file);
        return new Scaler(json.required("mean"), json.required("scale"));
    }

    public double amount(double amount) {
        return (amount - amountMean) / amountScale;
    }

    public double log(double amount) {
        return (Math.log1p(amount) - logMean) / logScale;
    }

    public double hour(int hour) {
        return (hour - hourMean) / hourScale;
    }
}
