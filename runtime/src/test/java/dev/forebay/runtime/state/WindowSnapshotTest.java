package dev.forebay.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.expression.Values;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.KeyView;
import dev.forebay.engine.window.StatePart;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.WindowedPipeline;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.Vector;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Snapshots of windows: cut anywhere, written a little at a time while events go on, of everything or of what changed. */
class WindowSnapshotTest {
    private static final int EVENTS = 6000;
    private static final int MOST_LANES = 8;
    private static final int MOST_ROWS = 2048;

    private final LoadedPipeline loaded = TestPipeline.load(WindowedPipeline.DEFINITION, "cuts", "nowhere:1");

    @Test
    void state_restoredFromAFullCutAndIncrements_goesOnAsIfItHadNotStopped() {
        Stream undisturbed = new Stream(loaded, 1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            expected.addAll(undisturbed.take(i, i + 1));
        }
        for (long seed = 1; seed <= 25; seed++) {
            Random random = new Random(seed);
            List<String> found = withRestores(random);
            for (int i = 0; i < EVENTS; i++) {
                assertThat(found.get(i)).as("seed %d, event %d", seed, i).isEqualTo(expected.get(i));
            }
            assertThat(found).hasSize(EVENTS);
        }
    }

    /** Runs the events through states that are restored from snapshots now and then. */
    private List<String> withRestores(Random random) {
        List<String> found = new ArrayList<>();
        Stream stream = new Stream(loaded, 1 << random.nextInt(4));
        List<Image> chain = new ArrayList<>();
        Cut cut = null;
        Cut restorable = null;
        int at = 0;
        while (at < EVENTS) {
            int to = Math.min(EVENTS, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 300));
            found.addAll(stream.take(at, to));
            at = to;
            if (cut == null && random.nextInt(3) == 0) {
                boolean full = restorable == null || random.nextInt(5) == 0;
                cut = new Cut(full, at, stream.stage.snapshot());
                stream.begin(full);
            }
            if (cut != null && stream.advance(random.nextInt(3000), cut.images)) {
                if (cut.full) {
                    chain.clear();
                }
                chain.addAll(cut.images);
                restorable = cut;
                cut = null;
            }
            if (restorable != null && random.nextInt(12) == 0) {
                // What came after the snapshot is taken again, and nothing comes of it.
                stream = new Stream(loaded, 1 << random.nextInt(4));
                stream.stage.restore(restorable.ordering);
                for (Image image : chain) {
                    stream.windows.load(image.part, image.bytes);
                }
                if (random.nextBoolean()) {
                    stream.windows.sweep(stream.stage.horizonMicros());
                }
                stream.take(restorable.at, at);
                cut = null;
            }
        }
        return found;
    }

    /** What this thread has worked: how long it was kept waiting by others is not of interest. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static final class Image {
        private final int part;
        private final byte[] bytes;

        private Image(int part, byte[] bytes) {
            this.part = part;
            this.bytes = bytes;
        }
    }

    private static final class Cut {
        private final boolean full;
        private final int at;
        private final byte[] ordering;
        private final List<Image> images = new ArrayList<>();

        private Cut(boolean full, int at, byte[] ordering) {
            this.full = full;
            this.at = at;
            this.ordering = ordering;
        }
    }

    @Test
    void cut_ofAHundredThousandKeys_holdsABatchUpForAFewMilliseconds() {
        LoadedPipeline many = TestPipeline.load(
                WindowedPipeline.DEFINITION.replace("lateness: 10m", "lateness: 3650d"), "many", "nowhere:1");
        int keys = 120_000;
        Stream stream = new Stream(many, 1);
        stream.events = number -> WindowedPipeline.event(number)
                .replaceAll("\"customer\":\"[^\"]*\"", "\"customer\":\"customer-" + number % keys + "\"");
        for (int from = 0; from < 3 * keys; from += 2000) {
            stream.take(from, from + 2000);
        }
        assertThat(stream.windows.keys()).isGreaterThan(100_000);
        long at = 3L * keys;
        long calm = 0;
        for (int batch = 0; batch < 100; batch++, at += MOST_ROWS) {
            stream.take((int) at, (int) at + MOST_ROWS);
            calm = Math.max(batch < 50 ? 0 : calm, stream.laneNanos);
        }
        long advance = 0;
        long lanes = 0;
        int batches = 0;
        for (int cut = 0; cut < 3; cut++) {
            advance = 0;
            lanes = 0;
            batches = 0;
            stream.begin(true);
            for (boolean done = false; !done; batches++, at += MOST_ROWS) {
                stream.take((int) at, (int) at + MOST_ROWS);
                lanes = Math.max(lanes, stream.laneNanos);
                long began = cpuNanos();
                done = stream.advance(StateKeeper.BYTES_A_BATCH, new ArrayList<>());
                advance = Math.max(advance, (cpuNanos() - began) / stream.windows.lanes());
            }
        }
        System.out.printf(
                "a cut of %,d keys, %,d events, %,d MiB over %d batches of %,d: the longest piece of a lane %.2f ms; the longest"
                        + " batch in a lane %.2f ms, without a cut %.2f ms%n",
                stream.windows.keys(),
                stream.windows.retainedEvents(),
                stream.windows.bytes() >> 20,
                batches,
                MOST_ROWS,
                advance / 1e6,
                lanes / 1e6,
                calm / 1e6);
        // What is wanted is a few, on a machine that has warmed up.
        assertThat(advance).isLessThan(20_000_000L);
    }

    @Test
    void cost_asLaidOut_isWithinAFactorOfTwoOfWhatIsTaken() {
        LoadedPipeline patient = TestPipeline.load(
                WindowedPipeline.DEFINITION.replace("lateness: 10m", "lateness: 3650d"), "cost", "nowhere:1");
        for (int eventsAKey : new int[] {1, 5, 40}) {
            Stream stream = new Stream(patient, 1);
            int customers = 60_000 / eventsAKey;
            stream.events = number -> WindowedPipeline.event(number)
                    .replaceAll("\"customer\":\"[^\"]*\"", "\"customer\":\"c-" + number % customers + "\"");
            for (int from = 0; from < 60_000; from += 2000) {
                stream.take(from, from + 2000);
            }
            for (int part = 0; part < stream.windows.parts().size(); part++) {
                StatePart.Figures figures = stream.windows.figures(part);
                StatePart.Cost cost = stream.windows.parts().get(part).cost();
                if (figures.keys() < 1000) {
                    // So few that a page is most of what they take.
                    continue;
                }
                long estimate = figures.keys() * cost.keyBytes() + figures.events() * cost.eventBytes();
                assertThat((double) figures.bytes() / estimate)
                        .as("%s: %s, %s", stream.windows.parts().get(part), figures, estimate)
                        .isBetween(0.5, 2.0);
            }
        }
    }

    @Test
    void view_ofAKey_hasItsEventsInOrderAndItsWindowsAsTheLastEventSawThem() {
        Stream stream = new Stream(loaded, 4);
        List<String> rows = stream.take(0, 1000);
        stream.take(1000, 1003);
        WindowState windows = stream.windows;
        KeyView view = windows.view(0, List.of("c1")).orElseThrow();

        assertThat(windows.parts().get(0).columns()).containsExactly("customer");
        assertThat(view.events()).isPositive();
        assertThat(windows.view(0, List.of("c-1"))).isEmpty();
        List<List<String>> keys = new ArrayList<>();
        windows.forEachKey(1, keys::add);
        assertThat(keys)
                .hasSize((int) windows.figures(1).keys())
                .allSatisfy(key -> assertThat(key).hasSize(2));
        assertThat(windows.view(1, keys.get(0))).isPresent();
        assertThat(rows).isNotEmpty();
    }

    /** Events through ordering and windows. */
    private static final class Stream {
        private final Plan plan;
        private final CompiledPipeline pipeline;
        private final RecordDecoder decoder;
        private final OrderingStage stage;
        private final WindowState windows;
        private final boolean[] open;
        private long laneNanos;
        private IntFunction<String> events = WindowedPipeline::event;

        private Stream(LoadedPipeline loaded, int lanes) {
            plan = loaded.plan();
            pipeline = CompiledPipeline.compile(plan, MOST_ROWS);
            decoder = FrameFactory.forTopics(loaded.definition(), plan, Scorers.none())
                    .decoder();
            stage = new OrderingStage(plan);
            windows = new WindowState(plan, Math.min(lanes, MOST_LANES));
            open = new boolean[windows.lanes()];
        }

        /** Takes events and returns what comes out, one text each. */
        private List<String> take(int from, int to) {
            List<String> rows = new ArrayList<>();
            for (int next = from; next < to; next += MOST_ROWS) {
                rows.addAll(takeBatch(next, Math.min(to, next + MOST_ROWS)));
            }
            return rows;
        }

        private List<String> takeBatch(int from, int to) {
            for (int number = from; number < to; number++) {
                byte[] event = events.apply(number).getBytes(StandardCharsets.UTF_8);
                pipeline.batch().add(0, number, Long.MIN_VALUE, event, 0, -1, event, 0, event.length);
            }
            decoder.decode(pipeline.batch());
            pipeline.check();
            stage.order(pipeline.batch());
            pipeline.prepare(windows);
            laneNanos = 0;
            for (int lane = 0; lane < windows.lanes(); lane++) {
                long began = cpuNanos();
                windows.run(lane, pipeline.windows());
                laneNanos = Math.max(laneNanos, cpuNanos() - began);
            }
            pipeline.compute();
            List<String> rows = new ArrayList<>();
            for (int row = 0; row < pipeline.batch().size(); row++) {
                rows.add(text(row));
            }
            pipeline.batch().clear();
            return rows;
        }

        private String text(int row) {
            if (pipeline.batch().rejections.isRejected(row)) {
                return "rejected";
            }
            StringBuilder text = new StringBuilder();
            for (Plan.OutputColumn column : plan.output()) {
                Vector vector = pipeline.column(column.slot());
                text.append(Values.text(vector, row)).append('|');
            }
            return text.toString();
        }

        private void begin(boolean full) {
            for (int lane = 0; lane < windows.lanes(); lane++) {
                windows.beginCut(lane, full);
            }
            Arrays.fill(open, true);
        }

        private boolean advance(long bytes, List<Image> to) {
            boolean done = true;
            for (int lane = 0; lane < windows.lanes(); lane++) {
                open[lane] = open[lane]
                        && !windows.continueCut(lane, bytes, (part, images) -> to.add(new Image(part, images)));
                done &= !open[lane];
            }
            return done;
        }
    }
}
