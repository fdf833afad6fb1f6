package dev.forebay.benchmarks.transforms;

import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.sklearn.FittedStateReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each transformer by the engine and by Python, one after the other, round by round. */
public final class TransformRace {

    /**
     * One transformer in one round.
     *
     * @param round counted from 1
     * @param nanos time for a row of many, by the engine
     * @param oneNanos time for a batch of one row, by the engine; the median
     * @param sklearnNanos the same by scikit-learn
     * @param sklearnOneNanos the same by scikit-learn
     * @param onnxNanos the same by ONNX Runtime, of what sklearn2onnx made; NaN where it has no form for it
     * @param onnxOneNanos the same by ONNX Runtime
     */
    public record Times(
            String name,
            int round,
            double nanos,
            double oneNanos,
            double sklearnNanos,
            double sklearnOneNanos,
            double onnxNanos,
            double onnxOneNanos) {}

    private static final List<String> OF_NUMBERS = List.of(
            "StandardScaler",
            "MinMaxScaler",
            "MaxAbsScaler",
            "RobustScaler",
            "PowerTransformer",
            "QuantileTransformer",
            "QuantileTransformer-normal",
            "KBinsDiscretizer",
            "KBinsDiscretizer-onehot",
            "Normalizer",
            "Binarizer",
            "PolynomialFeatures",
            "SimpleImputer",
            "FunctionTransformer-log1p");
    private static final Set<String> OF_TEXTS = Set.of("OneHotEncoder", "OrdinalEncoder", "TargetEncoder");
    private static final int BATCH = 2048;
    private static final int WARM_UP_PASSES = 3;
    private static final int ONE_ROW_CALLS = 100_000;
    private static final double TOLERANCE = 1e-9;

    private final String python;
    private final Path script;
    private final Path directory;
    private final PrintStream progress;

    /** {@code directory} is empty, and gets the columns and the fitted transformers. */
    public TransformRace(String python, Path script, Path directory, PrintStream progress) {
        this.python = python;
        this.script = script;
        this.directory = directory;
        this.progress = progress;
    }

    /** Every transformer, or those that are named. */
    public List<Times> run(int rowCount, int rounds, List<String> only) throws IOException {
        python("make", directory.toString(), String.valueOf(rowCount));
        TransformRows rows = new TransformRows(directory);
        List<String> names = new ArrayList<>(OF_NUMBERS);
        names.addAll(OF_TEXTS.stream().sorted().toList());
        names.removeIf(name -> !only.isEmpty() && !only.contains(name));
        List<Times> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (String name : names) {
                Times times = times(name, rows, round);
                all.add(times);
                progress.printf(
                        "  round %d  %-28s %,7.1f ns a row, scikit-learn %,8.1f; one row %,8.0f ns, scikit-learn %,10.0f%n",
                        round, name, times.nanos(), times.sklearnNanos(), times.oneNanos(), times.sklearnOneNanos());
            }
        }
        return all;
    }

    private Times times(String name, TransformRows rows, int round) throws IOException {
        FittedStateReader.Result read = new FittedStateReader().read(directory.resolve(name + ".pkl"));
        if (!(read instanceof FittedStateReader.Loaded loaded)) {
            throw new IllegalStateException(name + " does not load");
        }
        FittedTransform fitted = loaded.fitted();
        JsonNode theirs = JsonMapper.shared().readTree(python("time", directory.toString(), name));
        boolean ofTexts = OF_TEXTS.contains(name);
        EngineTransform many = new EngineTransform(fitted, rows, ofTexts, BATCH);
        for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
            requireSame(name, many.run(0, rows.count()), theirs.path("sum").asDouble());
        }
        long before = System.nanoTime();
        for (int start = 0; start < rows.count(); start += BATCH) {
            many.transform(start, Math.min(BATCH, rows.count() - start));
        }
        double nanos = (double) (System.nanoTime() - before) / rows.count();
        return new Times(
                name,
                round,
                nanos,
                oneRow(new EngineTransform(fitted, rows, ofTexts, 1), rows),
                theirs.path("nanos").asDouble(),
                theirs.path("one_nanos").asDouble(),
                theirs.path("onnx_nanos").asDouble(Double.NaN),
                theirs.path("onnx_one_nanos").asDouble(Double.NaN));
    }

    private static double oneRow(EngineTransform one, TransformRows rows) {
        long[] nanos = new long[ONE_ROW_CALLS];
        for (int i = 0; i < 2 * ONE_ROW_CALLS; i++) {
            long before = System.nanoTime();
            one.transform(i % rows.count(), 1);
            nanos[i % ONE_ROW_CALLS] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        return nanos[ONE_ROW_CALLS / 2];
    }

    private static void requireSame(String name, double found, double expected) {
        if (!(Math.abs(found - expected) <= TOLERANCE * (1 + Math.abs(expected)))) {
            throw new IllegalStateException("%s: sum %s, scikit-learn's is %s".formatted(name, found, expected));
        }
    }

    /** The last line that the script printed. */
    private String python(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
            return last;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
