package dev.forebay.runtime.bootstrap;

import dev.forebay.runtime.memory.MemoryBudget;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A history in a range of a topic. Its order is that of the records' timestamps, those of one partition in its own; of equal timestamps the
 * smaller partition first: a function of the data, unlike the order in which brokers answer.
 */
final class TopicHistory implements HistoryReader {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int ENOUGH_AHEAD = 64;
    private static final byte[] NOTHING = new byte[0];

    private final TopicRange range;
    private final Supplier<RecordDecoder> decoders;
    private final Consumer<byte[], byte[]> consumer;
    private final List<Lane> lanes = new ArrayList<>();

    /** The lanes with a record waiting, the one whose turn it is first. */
    private final Queue<Lane> turns = new PriorityQueue<>(
            Comparator.comparingLong((Lane lane) -> lane.head().timestamp()).thenComparingInt(Lane::partition));

    private long answeredNanos = System.nanoTime();

    /** A partition, and what of it was fetched ahead. */
    private record Lane(TopicPartition topic, long end, Deque<ConsumerRecord<byte[], byte[]>> waiting) {
        int partition() {
            return topic.partition();
        }

        ConsumerRecord<byte[], byte[]> head() {
            return waiting.element();
        }
    }

    TopicHistory(TopicRange range, Properties settings, Supplier<RecordDecoder> decoders) {
        this.range = range;
        this.decoders = decoders;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        range.to().forEach((partition, end) -> {
            if (range.from().getOrDefault(partition, end) < end) {
                TopicPartition topic = new TopicPartition(range.topic().name(), partition);
                lanes.add(new Lane(topic, end, new ArrayDeque<>()));
            }
        });
        consumer.assign(lanes.stream().map(Lane::topic).toList());
        lanes.forEach(lane -> consumer.seek(lane.topic(), range.from().getOrDefault(lane.partition(), 0L)));
    }

    @Override
    public boolean read(EventBatch batch) {
        while (!batch.isFull() && batch.arena.size < MemoryBudget.HERE.frame()) {
            if (turns.size() < lanes.size() && !fetch()) {
                return true;
            }
            Lane lane = turns.poll();
            if (lane == null) {
                return batch.size() > 0;
            }
            add(batch, lane.waiting().remove());
            if (!lane.waiting().isEmpty()) {
                turns.add(lane);
            } else {
                dropFinished();
            }
        }
        return true;
    }

    /** Gets every lane that has nothing waiting something or to its end; false where that takes another call. */
    private boolean fetch() {
        consumer.resume(topics(lanes.stream()
                .filter(lane -> lane.waiting().size() < ENOUGH_AHEAD)
                .toList()));
        consumer.pause(topics(lanes.stream()
                .filter(lane -> lane.waiting().size() >= ENOUGH_AHEAD)
                .toList()));
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            answeredNanos = System.nanoTime();
            Lane lane = lane(record.partition());
            if (record.offset() < lane.end()) {
                lane.waiting().add(record);
                if (lane.waiting().size() == 1) {
                    turns.add(lane);
                }
            }
        }
        dropFinished();
        if (turns.size() == lanes.size()) {
            return true;
        }
        if (System.nanoTime() - answeredNanos > ANSWER_WITHIN.toNanos()) {
            throw new TimeoutException("no answer while reading the history in topic "
                    + range.topic().name());
        }
        return false;
    }

    private void dropFinished() {
        List<Lane> finished = lanes.stream()
                .filter(lane -> lane.waiting().isEmpty() && isAtEnd(lane))
                .toList();
        // Events behind the end would still be fetched.
        consumer.pause(topics(finished));
        lanes.removeAll(finished);
    }

    private static List<TopicPartition> topics(List<Lane> lanes) {
        return lanes.stream().map(Lane::topic).toList();
    }

    private Lane lane(int partition) {
        return lanes.stream()
                .filter(lane -> lane.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    /** Offsets at the end may hold no record that is shown, so that the position says it, not the last record. */
    private boolean isAtEnd(Lane lane) {
        return consumer.position(lane.topic()) >= lane.end();
    }

    private static void add(EventBatch batch, ConsumerRecord<byte[], byte[]> record) {
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
    }

    @Override
    public RecordDecoder newDecoder() {
        return decoders.get();
    }

    @Override
    public double share() {
        long left = lanes.stream()
                .mapToLong(lane -> lane.end()
                        - (lane.waiting().isEmpty()
                                ? consumer.position(lane.topic())
                                : lane.head().offset()))
                .sum();
        return 1 - (double) Math.max(0, left) / range.offsets();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
