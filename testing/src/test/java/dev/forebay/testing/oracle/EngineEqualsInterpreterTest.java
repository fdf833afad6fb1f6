package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The engine computes what the interpreter computes, to the last bit, however rows are cut into batches; and what the generated
 * plans and events exercise is all there is. A failure tells the seed; {@code -Doracle.seed=N} runs that one alone.
 */
class EngineEqualsInterpreterTest {
    private static final long STRESS_SEED = 1_000_000;
    private static final int ROW_PLANS = 1000;
    private static final int JSON_PLANS = 200;
    private static final Coverage COVERAGE = new Coverage();
    private static final Oracle ROWS = new Oracle(COVERAGE);
    private static final Oracle JSON = new Oracle(COVERAGE);

    static {
        Long seed = Long.getLong("oracle.seed");
        ROWS.rows(seed == null ? 0 : seed, seed == null ? ROW_PLANS : 1, 40);
        JSON.json(seed == null ? 0 : seed, seed == null ? JSON_PLANS : 1, 60);
    }

    @Test
    void engine_onGeneratedPlansAndRows_equalsInterpreter() {
        assertEqual(ROWS);
    }

    @Test
    void pipeline_onGeneratedJson_equalsJacksonAndInterpreter() {
        assertEqual(JSON);
    }

    @Test
    void generatedPlansAndEvents_together_exerciseEverything() {
        assertThat(COVERAGE.missing())
                .as("never exercised, of %d cells", Coverage.size())
                .isEmpty();
    }

    @Test
    @Tag("stress")
    void engine_onManyGeneratedPlansAndRows_equalsInterpreter() {
        Oracle oracle = new Oracle(new Coverage());
        oracle.rows(STRESS_SEED, 5_000, 100);
        assertEqual(oracle);
    }

    @Test
    @Tag("stress")
    void pipeline_onMuchGeneratedJson_equalsJacksonAndInterpreter() {
        Oracle oracle = new Oracle(new Coverage());
        oracle.json(STRESS_SEED, 4_000, 100);
        assertEqual(oracle);
    }

    private static void assertEqual(Oracle oracle) {
        assertThat(String.join("\n\n", oracle.differences().values()))
                .as(
                        "%d kinds of difference between engine and interpreter",
                        oracle.differences().size())
                .isEmpty();
        assertThat(oracle.computed())
                .as("share of events that came to the steps")
                .isBetween(0.35, 0.95);
        assertThat(oracle.accepted()).as("share of events accepted").isBetween(0.05, 0.8);
    }
}
