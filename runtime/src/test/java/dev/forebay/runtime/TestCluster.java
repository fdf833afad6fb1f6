package dev.forebay.runtime;

import dev.forebay.broker.BrokerOptions;
import dev.forebay.broker.EmbeddedKafka;
import dev.forebay.runtime.journal.JournalCodec;
import dev.forebay.runtime.journal.JournalRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker with what tests ask of it. */
final class TestCluster implements AutoCloseable {
    private final EmbeddedKafka broker;

    TestCluster() {
        this(BrokerOptions.defaults());
    }

    TestCluster(BrokerOptions options) {
        broker = EmbeddedKafka.start(options);
    }

    EmbeddedKafka broker() {
        return broker;
    }

    String brokers() {
        return broker.bootstrapServers();
    }

    /** A record as a reader of committed records sees it; equal where all of it is equal. */
    record Seen(
            int partition, @Nullable String key, @Nullable String value, long timestamp, List<String> headers) {}

    /** All committed records of a topic, by partition and in order. */
    List<Seen> read(String topic) {
        List<Seen> seen = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            List<String> headers = new ArrayList<>();
            for (Header header : record.headers()) {
                headers.add(header.key() + "=" + HexFormat.of().formatHex(header.value()));
            }
            seen.add(new Seen(
                    record.partition(), text(record.key()), text(record.value()), record.timestamp(), headers));
        }
        return seen;
    }

    List<String> values(String topic) {
        return read(topic).stream().map(Seen::value).toList();
    }

    List<JournalRecord> journal(String pipeline) {
        return records(pipeline + ".journal").stream()
                .map(record -> JournalCodec.decode(record.value()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> byPartition = new TreeMap<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    byPartition
                            .computeIfAbsent(record.partition(), none -> new ArrayList<>())
                            .add(record);
                }
            }
        }
        return byPartition.values().stream().flatMap(List::stream).toList();
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 32 << 20);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer(String compression) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 40 << 20);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends values without keys to one partition, and waits until the broker has them. */
    void send(String topic, int partition, String... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            records.add(new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8)));
        }
        send(records);
    }

    /** Sends records in their order, and waits until the broker has them. */
    void send(List<ProducerRecord<byte[], byte[]>> records) {
        send(records, "none");
    }

    /** As {@link #send(List)}, compressed. */
    void send(List<ProducerRecord<byte[], byte[]>> records, String compression) {
        try (Producer<byte[], byte[]> producer = producer(compression)) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            records.forEach(record -> answers.add(producer.send(record)));
            producer.flush();
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        broker.close();
    }
}
