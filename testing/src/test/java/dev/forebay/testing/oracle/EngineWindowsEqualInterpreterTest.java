package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Windows are what the interpreter looks up in all of the past, to the last bit: in any batches, on any number of lanes and threads; and
 * what the generated streams exercise is all there is. A failure tells the seed; {@code -Doracle.seed=N} runs that one alone.
 */
class EngineWindowsEqualInterpreterTest {
    private static final long STRESS_SEED = 1_000_000;
    private static final int THREADS = 8;
    private static final int PLANS = 1500;
    private static final WindowCoverage COVERAGE = new WindowCoverage();
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(THREADS);
    private static final WindowOracle ORACLE = new WindowOracle(COVERAGE, WORKERS);

    @BeforeAll
    static void run() {
        Long seed = Long.getLong("oracle.seed");
        ORACLE.run(seed == null ? 0 : seed, seed == null ? PLANS : 1, 150);
    }

    @AfterAll
    static void stop() {
        WORKERS.shutdownNow();
    }

    @Test
    void windows_onGeneratedStreams_areThoseOfTheInterpreter() {
        assertEqual(ORACLE);
    }

    @Test
    void generatedStreams_together_exerciseEverything() {
        assertThat(COVERAGE.missing())
                .as("never exercised, of %d cells", WindowCoverage.size())
                .isEmpty();
    }

    @Test
    @Tag("stress")
    void windows_onManyGeneratedStreams_areThoseOfTheInterpreter() {
        WindowOracle oracle = new WindowOracle(new WindowCoverage(), WORKERS);
        oracle.run(STRESS_SEED, 1_500, 300);
        assertEqual(oracle);
    }

    @Test
    @Tag("stress")
    void windows_onLongGeneratedStreams_areThoseOfTheInterpreter() {
        WindowOracle oracle = new WindowOracle(new WindowCoverage(), WORKERS);
        oracle.run(2 * STRESS_SEED, 12, 2_000);
        assertEqual(oracle);
    }

    private static void assertEqual(WindowOracle oracle) {
        assertThat(String.join("\n\n", oracle.differences().values()))
                .as(
                        "%d kinds of difference between engine and interpreter, on %d plans",
                        oracle.differences().size(), oracle.compared())
                .isEmpty();
    }
}
