package dev.forebay.runtime.state;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.model.Scorers;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Chunk;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.memory.MemoryBudget;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the chunks of committed journal records again, in their order, into a state; and before them the events that a snapshot held. Nothing
 * is emitted. One thread at a time.
 */
final class Replay implements AutoCloseable {
    private static final int MOST_BYTES = MemoryBudget.HERE.frame();
    /** How many events are unpacked ahead of the chunk that is read, whatever their size. */
    private static final int MOST_AHEAD = 32;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final byte[] NOTHING = new byte[0];

    private final String topic;
    private final CompiledPipeline pipeline;
    private final EventBatch batch;
    private final RecordDecoder decoder;
    private final StateKeeper keeper;
    private final HeldReplay held;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();
    private final Runnable onProgress;
    private final BooleanSupplier stopped;
    private Mode mode = Mode.AS_READ;
    private long mostReleased;
    private long rows;

    /** What becomes of the events that are read. */
    private enum Mode {
        AS_READ,
        HELD,
        /** Those whose bytes the state misses are taken as they are. */
        MISSING
    }

    Replay(
            Plan plan,
            int capacity,
            Supplier<RecordDecoder> decoders,
            StateKeeper keeper,
            String topic,
            Properties settings,
            Runnable onProgress,
            BooleanSupplier stopped) {
        this.topic = topic;
        this.pipeline = CompiledPipeline.compile(plan, Scorers.idle(), capacity);
        this.batch = pipeline.batch();
        this.decoder = decoders.get();
        this.held = new HeldReplay(plan, capacity, decoders.get(), keeper);
        this.keeper = keeper;
        this.onProgress = onProgress;
        this.stopped = stopped;
        Properties bounded = new Properties();
        bounded.putAll(settings);
        bounded.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AHEAD);
        this.consumer = new KafkaConsumer<>(bounded, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads the events again whose bytes the state misses; false where some are gone, or it was told to stop. */
    boolean supply(List<Chunk> missing) {
        assign(missing);
        mode = Mode.MISSING;
        missing.forEach(this::read);
        process();
        rows = 0;
        return keeper.missing().isEmpty();
    }

    /**
     * Reads the chunks of {@code commits} again, until it is told to stop, and returns how many events they held.
     *
     * @param released how many events had been released after the last of them, of those that were held
     */
    long run(List<JournalRecord> commits, long released) {
        mostReleased = released;
        List<Chunk> chunks = new ArrayList<>();
        commits.forEach(commit -> chunks.addAll(commit.chunks()));
        assign(chunks);
        for (JournalRecord commit : commits) {
            read(commit);
            onProgress.run();
            if (stopped.getAsBoolean()) {
                return rows;
            }
        }
        process();
        held.release(mostReleased);
        return rows;
    }

    private void read(JournalRecord commit) {
        Mode itsMode = commit.released().byTime() ? Mode.HELD : Mode.AS_READ;
        if (mode != itsMode) {
            process();
            mode = itsMode;
        }
        Deque<Decision> decisions = new ArrayDeque<>(commit.decisions());
        for (int i = 0; i <= commit.chunks().size(); i++) {
            while (!decisions.isEmpty() && decisions.peek().beforeChunk() <= i) {
                process();
                keeper.replay(decisions.remove());
            }
            if (i < commit.chunks().size()) {
                read(commit.chunks().get(i));
            }
        }
    }

    private void assign(List<Chunk> chunks) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (Chunk chunk : chunks) {
            first.merge(new TopicPartition(topic, chunk.partition()), chunk.first(), Math::min);
        }
        ahead.clear();
        consumer.assign(first.keySet());
        first.forEach(consumer::seek);
        consumer.pause(first.keySet());
    }

    private void read(Chunk chunk) {
        TopicPartition partition = new TopicPartition(topic, chunk.partition());
        Deque<ConsumerRecord<byte[], byte[]>> waiting =
                ahead.computeIfAbsent(chunk.partition(), none -> new ArrayDeque<>());
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (!stopped.getAsBoolean()) {
            while (!waiting.isEmpty() && waiting.peek().offset() <= chunk.last()) {
                add(waiting.remove());
            }
            if (!waiting.isEmpty() || consumer.position(partition) > chunk.last()) {
                return;
            }
            consumer.resume(Set.of(partition));
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                waiting.add(record);
                deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
            }
            consumer.pause(new HashSet<>(Set.of(partition)));
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("no answer while reading " + chunk + " of " + topic + " again");
            }
            onProgress.run();
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        // Keys and headers take no part in what the state becomes; an event that is held is yet to be emitted.
        byte[] key = mode == Mode.AS_READ ? null : record.key();
        int row = batch.add(
                record.partition(),
                record.offset(),
                record.timestamp() < 0 ? Long.MIN_VALUE : record.timestamp() * 1000,
                key == null ? NOTHING : key,
                0,
                key == null ? -1 : key.length,
                value == null ? NOTHING : value,
                0,
                value == null ? -1 : value.length);
        held.note(row, record.headers());
        rows++;
        if (batch.isFull() || batch.arena.size > MOST_BYTES) {
            process();
        }
    }

    private void process() {
        if (batch.size() == 0) {
            return;
        }
        if (mode == Mode.MISSING) {
            held.supply(batch);
        } else {
            decoder.decode(batch);
            pipeline.check();
            if (mode == Mode.HELD) {
                held.hold(batch, mostReleased);
            } else {
                keeper.replay(pipeline);
            }
        }
        batch.clear();
    }

    /** Why a position cannot be read again. */
    static RunFailure gone(String topic, Chunk chunk, long earliest, Object directory, boolean isOfOtherWindows) {
        List<String> notes = new ArrayList<>();
        notes.add("needed: partition " + chunk.partition() + " from offset " + chunk.first() + "; the oldest there is: "
                + earliest);
        if (isOfOtherWindows) {
            notes.add(
                    "the snapshots there are of other windows than the definition has now: with the former windows they"
                            + " can be used again");
        } else {
            notes.add("put the state directory of the former run back, or name it with 'state: {directory: ...}'");
        }
        notes.add("or give the pipeline another name to begin anew, without the history");
        return RunFailure.of(
                RuntimeCode.NO_SNAPSHOT,
                "the state cannot be restored: no snapshot in " + directory
                        + " can be used, and the events that made it are no longer in topic '" + topic + "'",
                notes.toArray(String[]::new));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
