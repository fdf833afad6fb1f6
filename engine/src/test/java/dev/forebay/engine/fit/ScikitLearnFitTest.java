package dev.forebay.engine.fit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is learned of columns is what scikit-learn learned of them, to the last bit: of those in the repository, and, where Python has
 * scikit-learn, of columns at random.
 */
class ScikitLearnFitTest {
    private static final Path GOLDEN = Path.of("src/test/resources/fit");
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("FOREBAY_PYTHON")).orElse("python3");
    private static final int SEEDS = 3;
    private static final double LAMBDA = 1e-6;

    static Stream<String> cases() {
        return FitCases.ALL.keySet().stream();
    }

    static Stream<String> pipelines() {
        return FitCases.PIPELINES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void columns_fitted_giveWhatScikitLearnLearned(String name) throws Exception {
        assertSame(GOLDEN, name, FitCases.ALL);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void columns_fittedThroughSeveralSteps_giveWhatScikitLearnLearned(String name) throws Exception {
        assertSame(GOLDEN, name, FitCases.PIPELINES);
    }

    @Test
    void columnsAtRandom_fittedByTheScikitLearnOfThisMachine_giveTheSame(@TempDir Path directory) throws Exception {
        assumeTrue(
                succeeds("-c", "import sklearn, pandas"),
                PYTHON + " has no scikit-learn; FOREBAY_PYTHON may name one that has");
        for (int seed = 1; seed <= SEEDS; seed++) {
            Path made = directory.resolve("seed-" + seed);
            String script = Path.of("..", "python", "make_fit_fixtures.py").toString();
            assertThat(succeeds(script, "random", made.toString(), "" + seed * 977))
                    .isTrue();
            for (String name : FitCases.ALL.keySet()) {
                assertSame(made, name, FitCases.ALL);
            }
            for (String name : FitCases.PIPELINES.keySet()) {
                assertSame(made, name, FitCases.PIPELINES);
            }
        }
    }

    private static void assertSame(Path directory, String name, Map<String, FitCases.Case> cases) throws Exception {
        FitCases data = new FitCases(directory.resolve("data.csv"));
        StoredState.Read read =
                StoredState.read(new SourceText(name + ".json", Files.readString(directory.resolve(name + ".json"))));
        assertThat(read.mistakes()).isEmpty();
        FittedTransform expected = requireNonNull(read.fitted());
        FitCases.Case fit = requireNonNull(cases.get(name));
        FittedState found = GroupFit.fit(
                fit.steps(),
                data.columns(expected.columns()),
                expected.columns(),
                fit.target().isEmpty() ? null : data.column(fit.target()),
                fit.target());
        if (found instanceof PowerTransformerState power) {
            assertNear(power, (PowerTransformerState) expected.state());
        } else {
            assertThat(found).as("%s of %s", name, directory).isEqualTo(expected.state());
        }
    }

    private static void assertNear(PowerTransformerState found, PowerTransformerState expected) {
        assertThat(found.method()).isEqualTo(expected.method());
        for (int i = 0; i < found.lambdas().size(); i++) {
            assertThat(found.lambdas().get(i)).isCloseTo(expected.lambdas().get(i), within(LAMBDA));
        }
        StandardScalerState scaled = found.standardize();
        StandardScalerState wanted = expected.standardize();
        assertThat(scaled == null).isEqualTo(wanted == null);
        if (scaled == null || wanted == null) {
            return;
        }
        for (int i = 0; i < found.lambdas().size(); i++) {
            double mean = requireNonNull(wanted.mean()).get(i);
            double scale = requireNonNull(wanted.scale()).get(i);
            assertThat(requireNonNull(scaled.mean()).get(i)).isCloseTo(mean, within(LAMBDA * 10 * scale));
            assertThat(requireNonNull(scaled.scale()).get(i)).isCloseTo(scale, within(LAMBDA * 10 * scale));
        }
    }

    private static boolean succeeds(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }
}
