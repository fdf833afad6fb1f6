package dev.forebay.cli.local;

import dev.forebay.plan.Plan;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that scikit-learn has transformed, to hold the same transform in the engine to: each has the columns that go in, by their names, and
 * what came out as {@code golden_0}, {@code golden_1} and so on. NaN and null are the same. One thread.
 */
public final class GoldenRows {
    private static final int ROWS = 2_048;
    private static final String EXPECTED = "golden_";
    private static final String GROUP = "group of golden rows";
    private static final String SUFFIX = " of Forebay";

    private GoldenRows() {}

    /**
     * How near the engine comes.
     *
     * @param rows how many were compared
     * @param columns how many columns come out
     * @param worst the first of the largest differences; null where all is equal to the last bit
     */
    public record Comparison(
            long rows, int columns, @Nullable Difference worst) {
        /** Whether nothing differs by more than so many doubles. */
        public boolean isWithin(long ulps) {
            return worst == null || worst.ulps() <= ulps;
        }
    }

    /**
     * A value that differs.
     *
     * @param row counted from 1
     * @param column what came out, as scikit-learn names it
     * @param ulps how many doubles they are apart; {@link Long#MAX_VALUE} where one is missing or no finite number
     */
    public record Difference(long row, String column, String expected, String found, long ulps) {}

    /** A row that the transform refuses, or that cannot be read. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Compares all rows of a file.
     *
     * @param transform of {@code plan}
     * @param directory for what is needed meanwhile
     * @throws dev.forebay.runtime.failure.RunFailure where the file has not the columns
     * @throws RefusedException at the first row that the engine refuses
     */
    public static Comparison compare(Path file, Plan plan, Plan.Step.Transform transform, Path directory)
            throws IOException, RefusedException {
        List<Plan.Slot> inputs =
                transform.inputs().stream().map(plan.columns()::get).toList();
        List<Plan.Slot> outputs =
                transform.outputs().stream().map(plan.columns()::get).toList();
        Files.writeString(directory.resolve("state.json"), StoredState.write(transform.fitted()));
        Path definition = directory.resolve("golden.yaml");
        LoadResult result = PipelineLoader.load(
                definition, new SourceText(definition.toString(), definition(inputs, outputs)), name -> null);
        LoadedPipeline pipeline = result.pipeline();
        if (pipeline == null) {
            throw new IllegalStateException(
                    "golden rows: " + result.diagnostics().get(0).message());
        }
        LocalPipeline local = new LocalPipeline(pipeline.plan(), ROWS);
        Comparer comparer = new Comparer(local, outputs.size());
        EventSamples.ofWholeFile(file, local, pipeline.definition().source(), comparer::compare);
        if (comparer.refused != null) {
            throw new RefusedException(comparer.refused);
        }
        return new Comparison(comparer.rows, outputs.size(), comparer.worst);
    }

    /** A pipeline that is the transform alone. */
    private static String definition(List<Plan.Slot> inputs, List<Plan.Slot> outputs) {
        StringBuilder text = new StringBuilder("forebay: 1\npipeline: golden\nschema:\n");
        for (Plan.Slot input : inputs) {
            text.append("  %s: {type: \"%s\", optional: true}\n".formatted(quoted(input.name()), input.type()));
        }
        List<String> expected =
                IntStream.range(0, outputs.size()).mapToObj(i -> EXPECTED + i).toList();
        for (int i = 0; i < outputs.size(); i++) {
            text.append("  %s: {type: \"%s\", optional: true}\n"
                    .formatted(expected.get(i), outputs.get(i).type()));
        }
        String names = inputs.stream().map(input -> quoted(input.name())).collect(Collectors.joining(", "));
        text.append("transforms:\n  %s: {columns: [%s], fitted: state.json, suffix: %s}\n"
                .formatted(quoted(GROUP), names, quoted(SUFFIX)));
        text.append("output: {keep: [%s, %s]}\n".formatted(String.join(", ", expected), quoted(GROUP)));
        return text.toString();
    }

    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.chars()
                .forEach(c -> text.append(
                        c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return text.append('"').toString();
    }

    /** Compares the rows of batches. */
    private static final class Comparer {
        private final LocalPipeline local;
        private final int columns;
        private final List<Plan.OutputColumn> all;
        private long rows;
        private @Nullable Difference worst;
        private @Nullable String refused;

        Comparer(LocalPipeline local, int columns) {
            this.local = local;
            this.columns = columns;
            this.all = local.plan().output();
        }

        boolean compare() {
            for (int row = 0; row < local.batch().size(); row++) {
                rows++;
                if (local.isRejected(row)) {
                    refused = "row " + rows + " is refused: " + Reasons.text(local.reasons(row));
                    return false;
                }
                for (int column = 0; column < columns; column++) {
                    compare(row, column);
                }
            }
            return true;
        }

        private void compare(int row, int column) {
            Object expected = withoutNaN(local.value(all.get(column).slot(), row));
            Plan.OutputColumn output = all.get(columns + column);
            Object found = withoutNaN(local.value(output.slot(), row));
            long ulps = ulps(expected, found);
            if (ulps > (worst == null ? 0 : worst.ulps())) {
                String name = output.column().name();
                worst = new Difference(
                        rows,
                        name.substring(0, name.length() - SUFFIX.length()),
                        expected.toString(),
                        found.toString(),
                        ulps);
            }
        }

        private static Object withoutNaN(Object value) {
            return value instanceof Double number && number.isNaN() ? Values.NULL : value;
        }

        private static long ulps(Object x, Object y) {
            if (x.equals(y)) {
                return 0;
            }
            if (!(x instanceof Double left)
                    || !(y instanceof Double right)
                    || left.isInfinite()
                    || right.isInfinite()) {
                return Long.MAX_VALUE;
            }
            return Math.abs(order(left) - order(right));
        }

        /** Doubles in their order as whole numbers, each one more than the one below it; both zeros are 0. */
        private static long order(double x) {
            long bits = Double.doubleToLongBits(x);
            return bits < 0 ? Long.MIN_VALUE - bits : bits;
        }
    }
}
