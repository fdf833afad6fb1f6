package dev.forebay.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.Attachment;
import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.WindowedPipeline;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.snapshot.Snapshot;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateKeeperTest {
    private static final int ROWS = 500;

    private final LoadedPipeline loaded = TestPipeline.load(WindowedPipeline.DEFINITION, "kept", "nowhere:1");
    private final CompiledPipeline pipeline = CompiledPipeline.compile(loaded.plan(), ROWS);
    private final RecordDecoder decoder = FrameFactory.forTopics(loaded.definition(), loaded.plan(), Scorers.none())
            .decoder();
    private int sent;

    @TempDir
    Path directory;

    /** Takes a batch as a run does; what was cut with it. */
    private Optional<SnapshotCut> batch(StateKeeper keeper) {
        for (int i = 0; i < ROWS; i++) {
            byte[] event = WindowedPipeline.event(sent).getBytes(StandardCharsets.UTF_8);
            pipeline.batch().add(0, sent++, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
        }
        decoder.decode(pipeline.batch());
        pipeline.check();
        EncodedFrame outcome = new EncodedFrame();
        keeper.order(pipeline.batch(), List.of(), outcome);
        pipeline.prepare(keeper.windows());
        for (int lane = 0; lane < keeper.windows().lanes(); lane++) {
            keeper.windows().run(lane, pipeline.windows());
            keeper.passed(lane, outcome);
        }
        pipeline.batch().clear();
        return Optional.ofNullable(outcome.cut);
    }

    private StateKeeper keeper(Duration interval, long mostHeld) {
        return new StateKeeper(loaded.plan(), interval, 2, StateLimit.none(), mostHeld);
    }

    private static Runnable pump(StateKeeper keeper) {
        return () -> {
            for (int lane = 0; lane < keeper.windows().lanes(); lane++) {
                keeper.advance(lane);
            }
        };
    }

    @Test
    void cut_thatTheDiskIsTooSlowFor_isGivenUpAndTheNextIsFull() {
        StateKeeper keeper = keeper(Duration.ZERO, 10_000);
        SnapshotCut slow = batch(keeper).orElseThrow();
        batch(keeper);

        assertThat(slow.isGivenUp()).isTrue();
        assertThat(slow.waitingBytes()).as("what nobody takes is let go").isLessThan(10_000);
        assertThatThrownBy(() -> new SnapshotStore(directory)
                        .save(slow, pump(keeper), Snapshot.FULL, keeper.signature(), 1, "d"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("faster than the disk");
        assertThat(directory).isEmptyDirectory();
        SnapshotCut next = batch(keeper).or(() -> batch(keeper)).orElseThrow();
        assertThat(next.isFull()).isTrue();
    }

    @Test
    void cut_whilePiecesWaitForTheDisk_makesNoMoreThanItMust() {
        StateKeeper keeper = keeper(Duration.ofDays(1), Long.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            batch(keeper);
        }
        SnapshotCut cut = keeper.cutNow();

        assertThat(cut.waitingBytes()).as("before anybody asks").isZero();
        pump(keeper).run();
        assertThat(cut.waitingBytes()).isPositive();
    }

    @Test
    void increments_addToTheFullOneBefore_andARestoredKeeperAddsOn() throws Exception {
        SnapshotStore store = new SnapshotStore(directory);
        StateKeeper keeper = keeper(Duration.ofDays(1), Long.MAX_VALUE);
        long before = Snapshot.FULL;
        for (int number = 1; number <= 4; number++) {
            batch(keeper);
            SnapshotCut cut = keeper.cutNow();
            assertThat(cut.isFull()).isEqualTo(number == 1);
            store.save(cut, pump(keeper), before, keeper.signature(), number, "d");
            before = number;
        }
        List<Snapshot> chain = store.chain(store.all().get(0)).orElseThrow();
        assertThat(chain).hasSize(4);
        StateKeeper restored = new StateKeeper(loaded.plan(), Duration.ZERO, 4, StateLimit.none());
        restored.restore(chain);
        restored.standsOn(chain);

        assertThat(restored.windows().keys())
                .as("without those that are gone")
                .isPositive()
                .isLessThanOrEqualTo(keeper.windows().keys());
        assertThat(restored.figures().keySet()).containsExactlyInAnyOrder("customer", "customer, channel", "merchant");
        assertThat(restored.cutNow().isFull()).isFalse();
    }

    /** Events that wait have moved the watermarks: what they will see must not be let go by that. */
    @Test
    void restored_whileEventsWaitForTheirTurn_keepsWhatTheySee() throws Exception {
        LoadedPipeline byTime = TestPipeline.load("""
                forebay: 1
                pipeline: NAME
                source: {kafka: {brokers: "BROKERS", topic: NAME.in}}
                event: {time: at, order: time, lateness: 1h}
                schema: {at: timestamp, key: string}
                windows: {hour: {by: key, last: 1h}}
                features: {seen: COUNT(*) OVER hour}
                output: {keep: [key], vector: [seen]}
                sinks: [{kafka: {topic: NAME.out}}]
                """, "waiting", "nowhere:1");
        RecordDecoder reading = FrameFactory.forTopics(byTime.definition(), byTime.plan(), Scorers.none())
                .decoder();
        CompiledPipeline read = CompiledPipeline.compile(byTime.plan(), 3);
        String[] events = {
            "{\"at\":\"2026-01-01T10:00:00Z\",\"key\":\"a\"}",
            "{\"at\":\"2026-01-01T10:30:00Z\",\"key\":\"a\"}",
            "{\"at\":\"2026-01-11T00:00:00Z\",\"key\":\"b\"}"
        };
        for (int row = 0; row < events.length; row++) {
            byte[] event = events[row].getBytes(StandardCharsets.UTF_8);
            read.batch().add(0, row, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
        }
        reading.decode(read.batch());
        read.check();
        @Nullable Attachment[] none = new Attachment[events.length];
        CompiledPipeline released = CompiledPipeline.compile(byTime.plan(), 1);
        StateKeeper keeper = new StateKeeper(byTime.plan(), Duration.ofDays(1), 1, StateLimit.none());
        keeper.replayHold(read.batch(), none);
        keeper.replayRelease(released, reading, none, 1);
        released.batch().clear();
        SnapshotStore store = new SnapshotStore(directory);
        store.save(keeper.cutNow(), pump(keeper), Snapshot.FULL, keeper.signature(), 1, "d");

        StateKeeper restored = new StateKeeper(byTime.plan(), Duration.ofDays(1), 1, StateLimit.none());
        restored.restore(store.chain(store.all().get(0)).orElseThrow());
        restored.supply(read.batch(), none);
        restored.replayRelease(released, reading, none, 2);

        released.compute();
        LongVector seen =
                (LongVector) released.column(byTime.plan().vector().get(0).slot());
        assertThat(seen.values[0])
                .as("the first of its key is an hour back, and seen")
                .isEqualTo(2);
    }
}
