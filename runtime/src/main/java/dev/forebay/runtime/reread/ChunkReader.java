package dev.forebay.runtime.reread;

import dev.forebay.formats.file.EventFileReader;
import dev.forebay.runtime.journal.Chunk;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.memory.MemoryBudget;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads chunks of a topic in a given order, with what was decided between them. One thread at a time. */
final class ChunkReader implements EventFileReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int FETCHED = 256;
    private static final byte[] NOTHING = {};

    private final KafkaSettings settings;
    private final Supplier<RecordDecoder> decoders;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();
    private final List<RereadCommit> commits;
    private int commit;
    private int chunk;
    private final Deque<Decision> pending = new ArrayDeque<>();
    private final List<Decision> due = new ArrayList<>();

    ChunkReader(KafkaSettings settings, Supplier<RecordDecoder> decoders, List<RereadCommit> commits) {
        this.settings = settings;
        this.decoders = decoders;
        this.commits = commits;
        Map<TopicPartition, Long> first = new HashMap<>();
        for (RereadCommit one : commits) {
            for (Chunk read : one.chunks()) {
                first.merge(new TopicPartition(settings.topic(), read.partition()), read.first(), Math::min);
            }
        }
        Properties properties = settings.sourceConsumer(FETCHED, Math.max(1, first.size()));
        properties.remove("group.id");
        properties.put("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(first.keySet());
        first.forEach(consumer::seek);
        consumer.pause(first.keySet());
        enter();
    }

    private void enter() {
        chunk = 0;
        if (commit < commits.size()) {
            pending.addAll(commits.get(commit).decisions());
        }
    }

    /** What was decided before the events that were read last, and after those before them; given once. */
    List<Decision> decisions() {
        List<Decision> given = List.copyOf(due);
        due.clear();
        return given;
    }

    /** How many of the commits have been read, 0 to 1. */
    double share() {
        return commits.isEmpty() ? 1 : (double) commit / commits.size();
    }

    @Override
    public boolean read(EventBatch batch) {
        try {
            return readChunks(batch);
        } catch (KafkaException e) {
            throw KafkaFailures.explain(e, "reading topic '" + settings.topic() + "' again", settings);
        }
    }

    private boolean readChunks(EventBatch batch) {
        while (commit < commits.size()) {
            RereadCommit one = commits.get(commit);
            if (!pending.isEmpty() && pending.element().beforeChunk() <= chunk) {
                if (batch.size() > 0) {
                    return true;
                }
                due.add(pending.remove());
            } else if (chunk == one.chunks().size()) {
                commit++;
                enter();
            } else if (!read(one.chunks().get(chunk), batch)) {
                return true;
            } else {
                chunk++;
            }
        }
        return batch.size() > 0;
    }

    /** Adds a chunk's events, and says whether that were all of them. */
    private boolean read(Chunk of, EventBatch batch) {
        TopicPartition partition = new TopicPartition(settings.topic(), of.partition());
        Deque<ConsumerRecord<byte[], byte[]>> waiting =
                ahead.computeIfAbsent(of.partition(), none -> new ArrayDeque<>());
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (true) {
            while (!waiting.isEmpty() && waiting.element().offset() <= of.last()) {
                if (batch.isFull() || batch.arena.size >= MemoryBudget.HERE.frame()) {
                    return false;
                }
                add(batch, waiting.remove());
            }
            if (!waiting.isEmpty() || consumer.position(partition) > of.last()) {
                return true;
            }
            consumer.resume(Set.of(partition));
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                waiting.add(record);
                deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
            }
            consumer.pause(Set.of(partition));
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("no answer while reading " + of + " of " + settings.topic() + " again");
            }
        }
    }

    private static void add(EventBatch batch, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        batch.add(
                record.partition(),
                record.offset(),
                record.timestamp() < 0 ? Long.MIN_VALUE : record.timestamp() * 1000,
                key == null ? NOTHING : key,
                0,
                key == null ? -1 : key.length,
                value == null ? NOTHING : value,
                0,
                value == null ? -1 : value.length);
    }

    @Override
    public RecordDecoder newDecoder() {
        return decoders.get();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
