package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.broker.BrokerOptions;
import dev.forebay.broker.BrokerTls;
import dev.forebay.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run over TLS with a login, and a search for the secrets in everything that it leaves. */
class SecretsTest {
    private static final String PASSWORD = "hush-4711-alice";
    private static final String STORE_PASSWORD = "hush-4712-store";
    private static final String TOKEN = "hush-4713-token";
    private static final String[] SECRETS = {PASSWORD, STORE_PASSWORD, TOKEN, "hush-"};
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\"" + PASSWORD
                    + "\";";
    private static final String DEFINITION = """
            forebay: 1
            pipeline: safe
            source:
              kafka:
                brokers: "BROKERS"
                topic: safe.in
                properties:
                  security.protocol: SASL_SSL
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: ${LOGIN}
                  ssl.truststore.type: PEM
                  ssl.truststore.location: "CERTIFICATE"
                  ssl.keystore.type: PKCS12
                  ssl.keystore.location: "KEYSTORE"
                  ssl.keystore.password: ${STORE_PASSWORD}
                  our.plugin.token: ${TOKEN}
            event: {id: id, time: at, duplicates: {reject: {within: 1h}}}
            schema: {id: long, at: timestamp, amount: double}
            features: {log_amount: LOG1P(amount)}
            output: {keep: [id], vector: [log_amount]}
            sinks: [{kafka: {topic: safe.out}}]
            dead_letters: {kafka: {topic: safe.bad}}
            """;

    @TempDir
    Path directory;

    @Test
    void run_overTlsWithALogin_worksAndLeavesNoSecretAnywhere() throws Exception {
        BrokerTls tls = BrokerTls.create(directory.resolve("broker"));
        Path keystore = keystore();
        Path login = Files.writeString(directory.resolve("login"), LOGIN + "\n");
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(BrokerOptions.defaults().withTls(tls).withUser("alice", PASSWORD))) {
            for (String topic : List.of("safe.in", "safe.out", "safe.bad", "safe.journal")) {
                broker.createTopic(topic, 1, Map.of("retention.ms", "-1"));
                broker.allow("alice", ResourceType.TOPIC, topic, AclOperation.ALL);
            }
            broker.allow("alice", ResourceType.GROUP, "safe", AclOperation.ALL);
            broker.allow("alice", ResourceType.TRANSACTIONAL_ID, "forebay.safe", AclOperation.ALL);
            Map<String, Object> client = new HashMap<>(tls.clientSettings());
            client.put("bootstrap.servers", broker.bootstrapServers());
            client.put("security.protocol", "SASL_SSL");
            client.put("sasl.mechanism", "PLAIN");
            client.put("sasl.jaas.config", LOGIN);
            send(client);
            Path definition = Files.writeString(
                    directory.resolve("safe.yaml"),
                    DEFINITION
                            .replace("BROKERS", broker.bootstrapServers())
                            .replace("CERTIFICATE", tls.certificate().toString())
                            .replace("KEYSTORE", keystore.toString()));

            Path left = Files.createDirectory(directory.resolve("left"));
            Map<String, String> environment =
                    Map.of("LOGIN_FILE", login.toString(), "STORE_PASSWORD", STORE_PASSWORD, "TOKEN", TOKEN);
            assertThat(forebay(left, "check", environment, "check", definition.toString()))
                    .isZero();
            assertThat(forebay(left, "explain", environment, "explain", definition.toString()))
                    .isZero();
            assertThat(forebay(left, "doctor", environment, "doctor", definition.toString()))
                    .isZero();
            String[] run = {
                "run",
                definition.toString(),
                "--until-end",
                "--json",
                "--metrics",
                "off",
                "--log-level",
                "debug",
                "--state",
                left.resolve("state").toString()
            };
            assertThat(forebay(left, "run", environment, run))
                    .as(text(left.resolve("run.err")))
                    .isZero();
            assertThat(text(left.resolve("run.out"))).contains("\"read\" : 3", "\"emitted\" : 2", "\"rejected\" : 1");

            Map<String, String> wrong = new HashMap<>(environment);
            wrong.put("STORE_PASSWORD", STORE_PASSWORD + "-wrong");
            assertThat(forebay(left, "wrong-store", wrong, run)).isNotZero();
            wrong.putAll(environment);
            wrong.put("LOGIN", LOGIN.replace(PASSWORD, PASSWORD + "-wrong"));
            assertThat(forebay(left, "wrong-login", wrong, run)).isEqualTo(1);
            assertThat(text(left.resolve("wrong-login.err"))).contains("FB8105");

            for (String topic : List.of("safe.out", "safe.bad", "safe.journal")) {
                Files.writeString(left.resolve(topic), recordsOf(topic, client));
            }
        }
        assertThat(directory.resolve("left/state/safe")).isNotEmptyDirectory();
        assertThat(text(directory.resolve("left/safe.bad"))).contains("broken", "\"malformed\"");
        try (Stream<Path> files = Files.walk(directory.resolve("left"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSizeGreaterThan(12)
                    .allSatisfy(
                            file -> assertThat(text(file)).as(file.toString()).doesNotContain(SECRETS));
        }
    }

    private Path keystore() throws IOException, InterruptedException {
        Path store = directory.resolve("client.p12");
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=alice",
            "-alias",
            "alice",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            STORE_PASSWORD
        };
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        return store;
    }

    private static void send(Map<String, Object> client) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String event : List.of(
                    "{\"id\":1,\"at\":\"2026-01-01T00:00:00Z\",\"amount\":1}",
                    "{broken",
                    "{\"id\":2,\"at\":\"2026-01-01T00:00:01Z\",\"amount\":2}")) {
                producer.send(new ProducerRecord<>("safe.in", event.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    /** Runs the command line as a process of its own, keeps what it prints, and returns its exit code. */
    private static int forebay(Path left, String name, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.forebay.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(left.resolve(name + ".out").toFile())
                .redirectError(left.resolve(name + ".err").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Keys, values and headers of a topic. */
    private static String recordsOf(String topic, Map<String, Object> client) {
        StringBuilder text = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    append(text, record.key());
                    append(text, record.value());
                    for (Header header : record.headers()) {
                        append(text.append(header.key()).append('='), header.value());
                    }
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, byte @Nullable [] bytes) {
        text.append(bytes == null ? "null" : new String(bytes, StandardCharsets.ISO_8859_1))
                .append('\n');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
