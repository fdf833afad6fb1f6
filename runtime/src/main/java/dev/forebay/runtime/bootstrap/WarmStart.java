package dev.forebay.runtime.bootstrap;

import dev.forebay.definition.Definition;
import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Bootstrap;
import dev.forebay.runtime.journal.OutputDigest;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.RecordDecoder;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pipeline's state of a history: every event is checked, ordered and put into the windows as live ones are, and nothing is emitted.
 *
 * <p>Use: {@link #of} or {@link #again}, then {@link #run} once, from one thread. {@link #status} may be asked from any.
 */
public final class WarmStart {
    private static final int ROWS = 2048;
    private static final int LOOKED_FOR = 1 << 20;

    private final Setting setting;
    private final String asked;
    private final long untilMicros;
    private final int partitions;
    private final @Nullable Path file;
    private final @Nullable TopicRange range;
    private final HistoryCounts counts = new HistoryCounts();
    private final long began = System.nanoTime();
    private String fileDigest = "";
    private volatile HistoryStatus status = new HistoryStatus(0, 0, 0);

    /**
     * What a warm start needs of its run.
     *
     * @param digest of the release
     * @param decoders makes a decoder of the source's format
     * @param onProgress called often
     * @param stopped asked often: whether to give up, which leaves a state that is of no use
     */
    public record Setting(
            Definition definition,
            Plan plan,
            String digest,
            KafkaSettings kafka,
            Supplier<RecordDecoder> decoders,
            Runnable onProgress,
            BooleanSupplier stopped) {}

    private WarmStart(
            Setting setting,
            String asked,
            long untilMicros,
            int partitions,
            @Nullable Path file,
            @Nullable TopicRange range) {
        this.setting = setting;
        this.asked = asked;
        this.untilMicros = untilMicros;
        this.partitions = partitions;
        this.file = file;
        this.range = range;
    }

    /**
     * A warm start with what was asked for.
     *
     * @throws RunFailure where that does not fit the pipeline, or is not there
     */
    public static WarmStart of(Setting setting, HistorySource asked, ClusterInspector cluster, TopicFacts source) {
        requireArrivalOrder(setting.plan());
        long until = until(setting.plan(), asked);
        if (asked instanceof HistorySource.InTopic topic) {
            if (topic.topic().equals(source.name()) && topic.until() != null) {
                throw RunFailure.of(
                        RuntimeCode.BOOTSTRAP_REQUEST,
                        "--until does not go with a range of the source topic '" + source.name() + "'",
                        "the pipeline goes live exactly where the range ends",
                        "a range may end at a time: " + source.name() + ":.." + topic.until());
            }
            TopicRange range = TopicRange.find(cluster, topic, source);
            return new WarmStart(setting, asked.asked(), until, source.partitions(), null, range);
        }
        Path file = ((HistorySource.InFile) asked).file();
        // Whatever is wrong with it is told before anything is done.
        new FileHistory(file, setting.definition().source(), setting.plan()).close();
        return new WarmStart(setting, asked.asked(), until, source.partitions(), file, null);
    }

    /** Events of the history that still wait for their turn at its end would have to be told from live ones. */
    private static void requireArrivalOrder(Plan plan) {
        if (plan.event().ordersByTime()) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "a history to begin with is not yet available for a pipeline with 'order: time'",
                    "without --bootstrap the pipeline reads its topic from the beginning, and emits what it reads");
        }
    }

    private static long until(Plan plan, HistorySource asked) {
        Instant until = asked.until();
        if (until == null) {
            return Bootstrap.NO_END;
        }
        if (plan.event().idSlot() < 0) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "a history with --until needs 'event: {id: ...}'",
                    "by its id an event of the topic is known that was in the history already",
                    "name the column that is unique to an event, or begin with a range of the source topic, which needs no ids");
        }
        if (plan.event().timeSlot() < 0) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "a history with --until needs 'event: {time: ...}'",
                    "which events are before that time is a matter of the event's time",
                    "name the column that holds it, or begin with a range of the source topic");
        }
        return Math.addExact(Math.multiplyExact(until.getEpochSecond(), 1_000_000L), until.getNano() / 1_000L);
    }

    /**
     * The warm start that a pipeline began with, once more, because its state is gone.
     *
     * @param asked what is asked for now; a file must be named to be found
     * @throws RunFailure where the history is no longer there
     */
    public static WarmStart again(
            Setting setting, Bootstrap done, @Nullable HistorySource asked, ClusterInspector cluster) {
        if (done.kind() == Bootstrap.Kind.TOPIC) {
            TopicFacts topic = cluster.find(done.source())
                    .filter(facts -> facts.id().equals(done.sourceId()))
                    .orElseThrow(() -> gone(done, "the topic is no longer there"));
            cluster.earliest(topic).forEach((partition, oldest) -> {
                long first = done.from().getOrDefault(partition, oldest);
                if (oldest > first && done.to().getOrDefault(partition, first) > first) {
                    throw gone(
                            done,
                            "partition " + partition + " holds events from offset " + oldest
                                    + " on, needed are those from " + first);
                }
            });
            TopicRange range = new TopicRange(topic, done.from(), done.to());
            return new WarmStart(setting, done.asked(), done.untilMicros(), done.partitions(), null, range);
        }
        if (!(asked instanceof HistorySource.InFile named) || !named.asked().equals(done.asked())) {
            throw gone(done, "a start with --bootstrap and --until as before takes the file again");
        }
        WarmStart warm =
                new WarmStart(setting, done.asked(), done.untilMicros(), done.partitions(), named.file(), null);
        if (!warm.fileDigest(named.file()).equals(done.sourceId())
                && !setting.stopped().getAsBoolean()) {
            throw gone(done, "'" + named.file() + "' is not what it was then: its SHA-256 was " + done.sourceId());
        }
        return warm;
    }

    private static RunFailure gone(Bootstrap done, String why) {
        return RunFailure.of(
                RuntimeCode.NO_SNAPSHOT,
                "the state cannot be restored: no snapshot can be used, and the history that the pipeline began with, "
                        + done.asked() + ", cannot be read again",
                why,
                "put the state directory of the former run back, or name it with 'state: {directory: ...}'",
                "or give the pipeline another name to begin anew");
    }

    /** Where the pipeline goes live: behind a range of its source, and elsewhere where {@code start} says. */
    public Map<Integer, Long> goesLiveAt(TopicFacts source, Map<Integer, Long> start) {
        return range != null && range.topic().id().equals(source.id()) ? new TreeMap<>(range.to()) : start;
    }

    /**
     * Reads the history into a state that knows nothing.
     *
     * @return what that was; of no use where it was told to stop
     */
    public Bootstrap run(StateKeeper keeper) {
        Path named = file;
        if (named != null && fileDigest.isEmpty()) {
            fileDigest = fileDigest(named);
        }
        try (HistoryReader reader = open()) {
            read(reader, keeper);
        } catch (IOException e) {
            throw named == null ? new UncheckedIOException(e) : InputFile.unreadable(named, e);
        }
        if (range == null) {
            keeper.spreadWatermark(partitions);
        }
        if (untilMicros != Bootstrap.NO_END) {
            keeper.endHistory(partitions);
        }
        return outcome(keeper);
    }

    private HistoryReader open() {
        if (range != null) {
            return new TopicHistory(range, setting.kafka().sourceConsumer(ROWS / 8, partitions), setting.decoders());
        }
        if (file == null) {
            throw new IllegalStateException("neither a range nor a file");
        }
        return new FileHistory(file, setting.definition().source(), setting.plan());
    }

    private void read(HistoryReader reader, StateKeeper keeper) throws IOException {
        CompiledPipeline pipeline = CompiledPipeline.compile(setting.plan(), Scorers.idle(), ROWS);
        RecordDecoder decoder = reader.newDecoder();
        EventBatch batch = pipeline.batch();
        boolean[] ahead = new boolean[ROWS];
        if (untilMicros != Bootstrap.NO_END) {
            keeper.beginHistory(untilMicros);
        }
        while (!setting.stopped().getAsBoolean() && reader.read(batch)) {
            decoder.decode(batch);
            leaveOut(batch, ahead);
            pipeline.check();
            keeper.replay(pipeline);
            if (untilMicros != Bootstrap.NO_END) {
                keeper.noteHistory(batch);
            }
            counts.add(batch, ahead);
            batch.clear();
            double seconds = (System.nanoTime() - began) / 1e9;
            status = new HistoryStatus(counts.read, counts.read / seconds, reader.share());
            setting.onProgress().run();
        }
    }

    /** Events at or after the end are not of the history: the topic has them. */
    private void leaveOut(EventBatch batch, boolean[] ahead) {
        if (untilMicros == Bootstrap.NO_END) {
            return;
        }
        LongVector times = (LongVector) batch.column(setting.plan().event().timeSlot());
        for (int row = 0; row < batch.size(); row++) {
            ahead[row] = times.state[row] == Vector.VALID && times.values[row] >= untilMicros;
            if (ahead[row]) {
                batch.rejections.add(
                        row, new Reason(ReasonCode.FUTURE, null, null, "an event before the end of the history", null));
            }
        }
    }

    private Bootstrap outcome(StateKeeper keeper) {
        Bootstrap.Kind kind = range == null ? Bootstrap.Kind.FILE : Bootstrap.Kind.TOPIC;
        String source = range == null
                ? asked.substring(0, asked.lastIndexOf(" until "))
                : range.topic().name();
        String sourceId = range == null ? fileDigest : range.topic().id();
        Map<Integer, Long> from = range == null ? Map.of() : range.from();
        Map<Integer, Long> to = range == null ? Map.of() : range.to();
        MessageDigest snapshot = OutputDigest.sha256();
        String facts = setting.digest()
                + '\n'
                + asked
                + '\n'
                + sourceId
                + '\n'
                + new TreeMap<>(from)
                + '\n'
                + new TreeMap<>(to)
                + '\n'
                + untilMicros
                + '\n'
                + partitions
                + '\n'
                + counts.read
                + '\n'
                + counts.rejected
                + '\n'
                + counts.ahead
                + '\n'
                + counts.late
                + '\n'
                + keeper.seamIds()
                + '\n';
        snapshot.update(facts.getBytes(StandardCharsets.UTF_8));
        snapshot.update(keeper.orderingState());
        return new Bootstrap(
                kind,
                asked,
                source,
                sourceId,
                from,
                to,
                untilMicros,
                partitions,
                counts.read,
                counts.rejected,
                counts.ahead,
                counts.late,
                keeper.seamIds(),
                counts.reasons,
                HexFormat.of().formatHex(snapshot.digest()));
    }

    private String fileDigest(Path path) {
        MessageDigest digest = OutputDigest.sha256();
        byte[] block = new byte[LOOKED_FOR];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (setting.stopped().getAsBoolean()) {
                    break;
                }
                digest.update(block, 0, read);
                setting.onProgress().run();
            }
        } catch (IOException e) {
            throw InputFile.unreadable(path, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** How far it has come. */
    public HistoryStatus status() {
        return status;
    }
}
