package dev.forebay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Test
    void transaction_committed_isReadAfterRestartOnTheSamePort() {
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            broker.createTopic("t", 2);
            int port = broker.port();
            writeInTransaction(broker, "before");

            broker.stop();
            assertThat(broker.running()).isFalse();
            broker.startAgain();
            writeInTransaction(broker, "after");

            assertThat(broker.port()).isEqualTo(port);
            assertThat(read(broker, Map.of(), 2)).containsExactly("before", "after");
        }
    }

    @Test
    void directory_named_isKeptForTheNextBroker(@TempDir Path directory) {
        BrokerOptions options = BrokerOptions.defaults().withDirectory(directory.resolve("kafka"));
        try (EmbeddedKafka first = EmbeddedKafka.start(options)) {
            first.createTopic("t", 2);
            writeInTransaction(first, "kept");
        }
        try (EmbeddedKafka second = EmbeddedKafka.start(options)) {
            assertThat(read(second, Map.of(), 1)).containsExactly("kept");
        }
    }

    @Test
    void directory_notNamed_isDeletedOnClose() {
        Path directory;
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            directory = broker.directory();
            assertThat(directory).isDirectory();
        }
        assertThat(Files.exists(directory)).isFalse();
    }

    @Test
    void port_taken_isSaid() {
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            BrokerOptions same = BrokerOptions.defaults().withPort(broker.port());
            assertThatThrownBy(() -> EmbeddedKafka.start(same))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("port %d of 127.0.0.1 is taken".formatted(broker.port()));
        }
    }

    @Test
    void topic_notCreated_isNotCreatedByWriting() {
        try (EmbeddedKafka broker = EmbeddedKafka.start();
                var admin = broker.admin()) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("none"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void users_namedInOptions_mustLogInAndNeedRights() {
        BrokerOptions options =
                BrokerOptions.defaults().withUser("alice", "secret").withUser("bob", "hidden");
        try (EmbeddedKafka broker = EmbeddedKafka.start(options)) {
            broker.createTopic("t", 2);
            broker.allow("alice", ResourceType.TOPIC, "t", AclOperation.READ, AclOperation.WRITE);

            write(broker, login("PLAIN", "alice", "secret"), "one");

            assertThat(read(broker, login("SCRAM-SHA-512", "alice", "secret"), 1))
                    .containsExactly("one");
            assertThat(read(broker, login("SCRAM-SHA-256", "alice", "secret"), 1))
                    .containsExactly("one");
            assertThatThrownBy(() -> read(broker, login("PLAIN", "bob", "hidden"), 1))
                    .isInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> read(broker, login("PLAIN", "alice", "wrong"), 1))
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void tls_withUsers_encryptsAndIsTrustedByItsCertificateAlone(@TempDir Path directory) throws IOException {
        BrokerTls tls = BrokerTls.create(directory);
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(BrokerOptions.defaults().withTls(tls).withUser("alice", "secret"))) {
            broker.createTopic("t", 2);
            broker.allow("alice", ResourceType.TOPIC, "t", AclOperation.READ, AclOperation.WRITE);
            Map<String, String> stranger = new HashMap<>(login("PLAIN", "alice", "secret"));
            stranger.put("security.protocol", "SASL_SSL");
            Map<String, String> friend = new HashMap<>(stranger);
            friend.putAll(tls.clientSettings());

            write(broker, friend, "one");

            assertThat(read(broker, friend, 1)).containsExactly("one");
            assertThatThrownBy(() -> read(broker, stranger, 1)).isInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void options_printed_showNoPassword() {
        BrokerOptions options = BrokerOptions.defaults().withUser("alice", "secret");
        assertThat(options.toString()).contains("alice").doesNotContain("secret");
    }

    private static void writeInTransaction(EmbeddedKafka broker, String value) {
        Map<String, Object> settings = settings(broker, Map.of());
        settings.put("transactional.id", "writer");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>("t", 0, "k", "aborted"));
            producer.abortTransaction();
            producer.beginTransaction();
            unused = producer.send(new ProducerRecord<>("t", 0, "k", value));
            producer.commitTransaction();
        }
    }

    private static void write(EmbeddedKafka broker, Map<String, String> login, String value) {
        try (var producer =
                new KafkaProducer<>(settings(broker, login), new StringSerializer(), new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>("t", 0, "k", value));
        }
    }

    private static List<String> read(EmbeddedKafka broker, Map<String, String> login, int count) {
        Map<String, Object> settings = settings(broker, login);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        long end = System.nanoTime() + DEADLINE.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("t", 0), new TopicPartition("t", 1)));
            while (values.size() < count && System.nanoTime() < end) {
                for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(100))) {
                    values.add(event.value());
                }
            }
        }
        return values;
    }

    private static Map<String, Object> settings(EmbeddedKafka broker, Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    private static Map<String, String> login(String mechanism, String user, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                        .formatted(module, user, password));
    }
}
