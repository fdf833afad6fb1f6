package dev.forebay.runtime.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a journal: a topic of one partition. Only committed records are seen. One thread at a time.
 *
 * <p>Methods throw Kafka's exceptions; {@link TimeoutException} where no broker answers in time.
 */
public final class JournalTopic implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final int FIRST_RECORDS = 64;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    /**
     * A reader of {@code topic}.
     *
     * @param settings of a consumer that reads committed records only
     */
    public JournalTopic(String topic, Properties settings) {
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
    }

    /** The newest record of any kind; empty where there is none. */
    public Optional<JournalRecord> last() {
        return lastWhere(record -> true);
    }

    /** The newest record that {@code wanted} accepts; empty where there is none. */
    public Optional<JournalRecord> lastWhere(Predicate<JournalRecord> wanted) {
        long begin = begin();
        long end = end();
        // Transaction markers and compacted records leave offsets without a record, so look further back until one is
        // found.
        for (long back = 32; ; back *= 16) {
            long from = Math.max(begin, end - back);
            List<JournalRecord> found = read(from, end);
            for (int i = found.size() - 1; i >= 0; i--) {
                if (wanted.test(found.get(i))) {
                    return Optional.of(found.get(i));
                }
            }
            if (from == begin) {
                return Optional.empty();
            }
        }
    }

    /** All commits with a number above {@code number}, in order. */
    public List<JournalRecord> commitsAfter(long number) {
        long begin = begin();
        long end = end();
        for (long back = 64; ; back *= 8) {
            long from = Math.max(begin, end - back);
            List<JournalRecord> found = read(from, end);
            boolean reachesBack = !found.isEmpty() && found.get(0).number() <= number;
            if (reachesBack || from == begin) {
                return found.stream()
                        .filter(record -> record.kind() == JournalRecord.Kind.COMMIT && record.number() > number)
                        .toList();
            }
        }
    }

    /** The first commit there is; empty where there is none. */
    public Optional<JournalRecord> firstCommit() {
        long end = end();
        for (long from = begin(); from < end; from += FIRST_RECORDS) {
            Optional<JournalRecord> first = read(from, Math.min(end, from + FIRST_RECORDS)).stream()
                    .filter(record -> record.kind() == JournalRecord.Kind.COMMIT)
                    .findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    /** The offset after the newest committed record. */
    public long end() {
        return consumer.endOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
    }

    /** The offset of the oldest record that may still be there. */
    public long begin() {
        return consumer.beginningOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
    }

    /** The committed records with offsets from {@code from} to before {@code to}. */
    public List<JournalRecord> read(long from, long to) {
        List<JournalRecord> found = new ArrayList<>();
        if (from >= to) {
            return found;
        }
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (consumer.position(partition, ANSWER_WITHIN) < to) {
            boolean progress = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                progress = true;
                if (record.offset() < to) {
                    found.add(JournalCodec.decode(record.value()));
                }
            }
            if (progress) {
                deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the journal " + partition.topic() + " could not be read up to " + to);
            }
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
