package dev.forebay.benchmarks.harness;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a race: inputs of two partitions by customer, outputs whose timestamps are the broker's. */
public final class Topics implements AutoCloseable {

    static final int PARTITIONS = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String brokers;
    private final Admin admin;

    public Topics(String brokers) {
        this.brokers = brokers;
        admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    /** Creates an input topic with the first {@code count} events; their record timestamp is the event time. */
    public void load(String topic, EventSource source, int count) {
        create(topic, Map.of("retention.ms", "-1"));
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        AtomicReference<Exception> failed = new AtomicReference<>();
        try (var out = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                Stream<CardEvent> events = source.events(count)) {
            events.forEach(event -> {
                byte[] key = event.customer().getBytes(StandardCharsets.UTF_8);
                byte[] value = event.json().getBytes(StandardCharsets.UTF_8);
                var unused = out.send(
                        new ProducerRecord<>(topic, null, event.timeMillis(), key, value),
                        (sent, failure) -> failed.compareAndSet(null, failure));
            });
        }
        if (failed.get() != null) {
            throw new KafkaException("cannot load " + topic, failed.get());
        }
    }

    /** Creates an output topic; its records get the time at which the broker appends them. */
    public void createOutput(String topic) {
        create(topic, Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime"));
    }

    private void create(String topic, Map<String, String> settings) {
        done(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1).configs(settings)))
                .all());
        if (Waiting.answer(PATIENCE, Duration.ofMillis(10), () -> known(topic)).isEmpty()) {
            throw new KafkaException("the broker does not know " + topic);
        }
    }

    /** The controller has a new topic before the broker tells its clients of it. */
    private Optional<String> known(String topic) {
        return done(admin.listTopics().names()).contains(topic) ? Optional.of(topic) : Optional.empty();
    }

    /** Deletes every topic but these and Kafka's own. */
    void deleteAllBut(Set<String> kept) {
        Set<String> others = done(admin.listTopics().names()).stream()
                .filter(topic -> !kept.contains(topic) && !topic.startsWith("__"))
                .collect(Collectors.toSet());
        done(admin.deleteTopics(others).all());
    }

    /** The sum of the partitions' ends as readers of that level see them; transaction markers count too. */
    long end(String topic, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return done(admin.listOffsets(latest, new ListOffsetsOptions(level)).all()).values().stream()
                .mapToLong(result -> result.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the broker refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
