package dev.forebay.runtime.state;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Chunk;
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
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the chunks of committed journal records again, in their order, into a state. Nothing is emitted. One thread at a time.
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
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();
    private final Runnable onProgress;
    private final BooleanSupplier stopped;
    private long rows;

    Replay(
            Plan plan,
            int capacity,
            RecordDecoder decoder,
            StateKeeper keeper,
            String topic,
            Properties settings,
            Runnable onProgress,
            BooleanSupplier stopped) {
        this.topic = topic;
        this.pipeline = CompiledPipeline.compile(plan, capacity);
        this.batch = pipeline.batch();
        this.decoder = decoder;
        this.keeper = keeper;
        this.onProgress = onProgress;
        this.stopped = stopped;
        Properties bounded = new Properties();
        bounded.putAll(settings);
        bounded.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AHEAD);
        this.consumer = new KafkaConsumer<>(bounded, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads the chunks of {@code commits} again, until it is told to stop, and returns how many events they held. */
    long run(List<JournalRecord> commits) {
        Map<TopicPartition, Long> first = new HashMap<>();
        for (JournalRecord commit : commits) {
            for (Chunk chunk : commit.chunks()) {
                first.merge(new TopicPartition(topic, chunk.partition()), chunk.first(), Math::min);
            }
        }
        consumer.assign(first.keySet());
        first.forEach(consumer::seek);
        consumer.pause(first.keySet());
        for (JournalRecord commit : commits) {
            commit.chunks().forEach(this::read);
            onProgress.run();
            if (stopped.getAsBoolean()) {
                return rows;
            }
        }
        process();
        return rows;
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
        // Keys and headers take no part in what the state becomes.
        batch.add(
                record.partition(),
                record.offset(),
                record.timestamp() < 0 ? Long.MIN_VALUE : record.timestamp() * 1000,
                NOTHING,
                0,
                -1,
                value == null ? NOTHING : value,
                0,
                value == null ? -1 : value.length);
        rows++;
        if (batch.isFull() || batch.arena.size > MOST_BYTES) {
            process();
        }
    }

    private void process() {
        if (batch.size() > 0) {
            decoder.decode(batch);
            pipeline.check();
            keeper.replay(pipeline);
            batch.clear();
        }
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
