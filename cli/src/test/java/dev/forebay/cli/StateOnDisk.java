package dev.forebay.cli;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.runtime.snapshot.Snapshot;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.state.StateLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A state directory as a run leaves it behind that has read some events. */
final class StateOnDisk {
    static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            event: {id: id, time: at}
            schema:
              id: long
              at: timestamp
              customer: string
              channel: {type: string, optional: true}
              amount: {type: double, optional: true}
            windows:
              recent: {by: customer, last: [1h, 1d]}
              per_channel: {by: [customer, channel], rows: 2}
            features:
              n: COUNT(*) OVER recent
              mean: AVG(amount) OVER recent_1h
              largest: MAX(amount) FILTER (WHERE channel = 'web') OVER recent_1d
              before: LAG(channel) OVER recent_1d
              last_two: SUM(amount) OVER per_channel
            output: {keep: [id, before], vector: [n, mean, largest, last_two]}
            """;

    static final List<String> EVENTS = List.of(
            "{\"id\":1,\"at\":\"2026-03-01T10:00:00Z\",\"customer\":\"c1\",\"channel\":\"web\",\"amount\":10}",
            "{\"id\":2,\"at\":\"2026-03-01T11:30:00Z\",\"customer\":\"c1\",\"channel\":\"pos\",\"amount\":25.5}",
            "{\"id\":3,\"at\":\"2026-03-01T11:45:00Z\",\"customer\":\"c1\"}",
            "{\"id\":4,\"at\":\"2026-03-01T11:50:00Z\",\"customer\":\"c2\",\"channel\":\"web\",\"amount\":7}");

    private StateOnDisk() {}

    /** Writes the state of a definition after events; {@code directory} is what {@code --state} names. */
    static void write(Path definition, Path directory, List<String> events) throws IOException, InterruptedException {
        LoadedPipeline loaded =
                Objects.requireNonNull(PipelineLoader.load(definition).pipeline());
        StateKeeper keeper = new StateKeeper(loaded.plan(), Duration.ZERO, 2, StateLimit.ofFiles());
        CompiledPipeline pipeline = CompiledPipeline.compile(loaded.plan(), 64);
        for (String event : events) {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            pipeline.batch().add(0, pipeline.batch().size(), Long.MIN_VALUE, bytes, 0, -1, bytes, 0, bytes.length);
        }
        FrameFactory.forTopics(loaded.definition(), loaded.plan(), dev.forebay.engine.model.Scorers.none())
                .decoder()
                .decode(pipeline.batch());
        pipeline.check();
        keeper.replay(pipeline);
        SnapshotCut cut = keeper.cutNow();
        Runnable pump = () -> {
            for (int lane = 0; lane < keeper.windows().lanes(); lane++) {
                keeper.advance(lane);
            }
        };
        SnapshotStore.of(loaded.definition(), loaded.plan().pipeline(), directory)
                .save(cut, pump, Snapshot.FULL, keeper.signature(), 17, "digest");
    }
}
