package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What would become of an event if it came next is, to the last bit, what becomes of it when it comes next; and to have asked changes nothing.
 * On generated plans and streams: with ties, late events, NaN, nulls, new keys, duplicates, every window and aggregate.
 */
class PreviewEqualsProcessingTest {
    private static final int PLANS = 40;
    private static final int EVENTS = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void preview_ofGeneratedStreams_isWhatTheInterpreterSays(int lanes) {
        for (long seed = 0; seed < PLANS; seed++) {
            WindowStreams stream = WindowStreams.of(seed, EVENTS, false);
            Comparison comparison = new Comparison(stream.plan(), stream.events(), EvaluationListener.NONE);
            EngineRun run = new EngineRun(stream.plan(), new EngineRun.Setting(1, lanes, 1, Runnable::run));
            List<EngineRun.Row> previews =
                    run.previewEach(new RowSource(stream.events()), EVENTS, 1 + (int) (seed % 3));
            for (int i = 0; i < EVENTS; i++) {
                assertThat(comparison.difference(i, previews.get(i)))
                        .as("preview, seed %d event %d", seed, i)
                        .isNull();
                assertThat(comparison.difference(i, run.rows().get(i)))
                        .as("processed after its preview, seed %d event %d", seed, i)
                        .isNull();
            }
            assertThat(run.late())
                    .isEqualTo(comparison.expected().stream()
                            .filter(ReferenceResult::late)
                            .count());
        }
    }
}
