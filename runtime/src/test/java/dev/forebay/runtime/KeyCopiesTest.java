package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.KeyCopies;
import dev.forebay.engine.window.WindowState;
import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.diagnostic.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is copied for a request is bounded, for each key and for all together; what is copied is right all the same. */
class KeyCopiesTest {
    private static final int ROWS = 16;
    private static final int HELD = 90;
    private static final int MOST_OF_A_KEY = 100;
    private static final String DEFINITION = """
            forebay: 1
            pipeline: p
            event: {time: at}
            schema: {at: {type: timestamp, format: epoch_seconds}, who: string}
            windows: {recent: {by: who, last: 1h}}
            features: {times: COUNT(*) OVER recent}
            output: {vector: [times]}
            """;

    private final Plan plan = Objects.requireNonNull(
                    PipelineLoader.load(Path.of("p.yaml"), new SourceText("p.yaml", DEFINITION), name -> null)
                            .pipeline())
            .plan();
    private final CompiledPipeline pipeline = CompiledPipeline.compile(plan, ROWS);
    private final JsonDecoder decoder = new JsonDecoder(plan.fields());
    private final OrderingStage ordering = new OrderingStage(plan);
    private final WindowState windows = new WindowState(plan, 1);
    private final KeyCopies copies = new KeyCopies(plan, ROWS, MOST_OF_A_KEY);

    private void fill(String who, int at, int count) {
        EventBatch batch = pipeline.batch();
        batch.clear();
        for (int i = 0; i < count; i++) {
            byte[] event = "{\"at\":%d,\"who\":\"%s\"}".formatted(at, who).getBytes(StandardCharsets.UTF_8);
            batch.add(0, i, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
        }
        decoder.decode(batch);
        pipeline.check();
    }

    private void take(String who, int events) {
        for (int i = 0; i < events; i++) {
            fill(who, i, 1);
            ordering.order(pipeline.batch());
            pipeline.aggregate(windows);
        }
    }

    /** How often each of some events would have been there; -1 where that is not computed. */
    private long[] ask(String who, int count) {
        fill(who, MOST_OF_A_KEY, count);
        ordering.preview(pipeline.batch());
        pipeline.prepare(windows);
        copies.clear();
        copies.copy(windows, 0, pipeline.windows());
        copies.run(pipeline.windows());
        pipeline.compute();
        long[] times = new long[count];
        LongVector column = (LongVector) pipeline.column(plan.vector().get(0).slot());
        for (int row = 0; row < count; row++) {
            times[row] = copies.isTooLarge(row) ? -1 : column.values[row];
        }
        return times;
    }

    @Test
    void keys_ofABatch_areCopiedUpToTwiceTheMostOfOne() {
        take("ann", HELD);

        assertThat(ask("ann", 4)).containsExactly(HELD + 1, HELD + 1, -1, -1);
        assertThat(ask("ann", 1)).containsExactly(HELD + 1);
        assertThat(ask("bob", 4)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void key_ofMoreEventsThanAreCopied_isToldAsTooLarge() {
        take("ann", MOST_OF_A_KEY + 1);
        take("bob", MOST_OF_A_KEY);

        assertThat(ask("ann", 1)).containsExactly(-1);
        assertThat(ask("bob", 1)).containsExactly(MOST_OF_A_KEY + 1);
    }
}
