package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.forebay.broker.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run} as a process of its own over a real broker. */
class RunCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "hush-4711";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int GOOD = 90;
    private static final int BAD = 10;

    private static EmbeddedKafka broker;
    private static int names;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    private record Child(Process process, Path out, Path err, int metricsPort) {
        String outText() throws IOException {
            return Files.readString(out);
        }

        String errText() throws IOException {
            return Files.readString(err);
        }

        int exitCode() throws InterruptedException, IOException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(errText())
                    .isTrue();
            return process.exitValue();
        }
    }

    /** A definition over topics of its own, with {@link #GOOD} good and {@link #BAD} bad events waiting. */
    private Path pipeline() throws Exception {
        String name = "p" + names++;
        for (String topic : List.of(name + ".in", name + ".out", name + ".bad")) {
            broker.createTopic(topic, 1);
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < GOOD + BAD; i++) {
                String event = i < BAD ? "{\"id\":" + i + "}" : "{\"id\":" + i + ",\"amount\":" + i + ".5}";
                sent.add(producer.send(new ProducerRecord<>(name + ".in", event.getBytes(StandardCharsets.UTF_8))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
        return Files.writeString(directory.resolve(name + ".yaml"), """
                forebay: 1
                pipeline: NAME
                source:
                  kafka:
                    brokers: ${BROKERS}
                    topic: NAME.in
                    properties: {sasl.jaas.config: "${SECRET}"}
                event: {id: id}
                schema: {id: long, amount: double}
                features: {log_amount: LOG1P(amount)}
                output: {keep: [id], vector: [log_amount]}
                sinks: [{kafka: {topic: NAME.out}}]
                dead_letters: {kafka: {topic: NAME.bad}}
                """.replace("NAME", name));
    }

    private Child start(Path definition, String... more) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the launcher starts it: newer JDKs warn of native code otherwise.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.forebay.cli.Main",
                "run",
                definition.toString(),
                "--state",
                directory.resolve("state").toString(),
                "--metrics",
                "127.0.0.1:" + port));
        command.addAll(List.of(more));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("BROKERS", broker.bootstrapServers());
        builder.environment().put("SECRET", SECRET);
        Process process = builder.start();
        started.add(process);
        return new Child(process, out, err, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The metrics, once all events are told as read. */
    private static HttpResponse<String> metricsOfAll(Child child) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + child.metricsPort() + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.body().matches("(?s).*forebay_events_read_total\\{[^}]*\\} 100(\\.0)?\\n.*")) {
                    return response;
                }
            } catch (IOException notYet) {
                assertThat(child.process().isAlive()).as(child.errText()).isTrue();
            }
            assertThat(child.process().waitFor(100, TimeUnit.MILLISECONDS))
                    .as(child.errText())
                    .isFalse();
        }
        throw new AssertionError("the events are not read: " + child.errText());
    }

    @Test
    void run_sigterm_drainsAndEndsWithASummary() throws Exception {
        Path definition = pipeline();
        Child child = start(definition, "--json", "--log-format", "json");
        HttpResponse<String> metrics = metricsOfAll(child);

        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body()).contains("forebay_build_info", "forebay_consumer_lag_records");

        Child second = start(definition);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.errText())
                .contains(
                        "FB8201",
                        "another process runs",
                        "pid " + child.process().pid())
                .doesNotContain("\tat ");

        child.process().destroy();
        assertThat(child.exitCode()).as(child.errText()).isZero();
        JsonNode summary = JSON.readTree(child.outText());
        assertThat(summary.get("read").longValue()).isEqualTo(GOOD + BAD);
        assertThat(summary.get("emitted").longValue()).isEqualTo(GOOD);
        assertThat(summary.get("rejected").longValue()).isEqualTo(BAD);
        assertThat(summary.get("by_reason").toString()).isEqualTo("{\"missing\":" + BAD + "}");
        assertThat(child.errText().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(JSON.readTree(line).propertyNames())
                        .startsWith("time", "level", "logger", "thread", "message"));
        assertThat(child.outText() + child.errText() + second.errText() + metrics.body())
                .doesNotContain(SECRET);
    }

    @Test
    void run_ctrlC_endsWithZeroAndTheNextStartGoesOn() throws Exception {
        assumeFalse(isInterruptIgnored(), "the tests were started with SIGINT ignored, and so is all that they start");
        Path definition = pipeline();
        Child child = start(definition, "--log-level", "debug");
        metricsOfAll(child);

        assertThat(new ProcessBuilder(
                                "kill", "-INT", Long.toString(child.process().pid()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(child.exitCode()).as(child.errText()).isZero();
        assertThat(child.outText()).contains("read 100 = emitted 90 + rejected 10 + absorbed 0 + held 0");
        assertThat(child.outText() + child.errText()).doesNotContain(SECRET, "\tat ");

        Child next = start(definition, "--until-end", "--json");
        assertThat(next.exitCode()).as(next.errText()).isZero();
        assertThat(JSON.readTree(next.outText()).get("read").longValue()).isZero();
    }

    @Test
    void run_withAHistory_tellsItApartAndOnce() throws Exception {
        Path definition = pipeline();
        String topic = definition.getFileName().toString().replace(".yaml", ".in");
        Child child = start(definition, "--bootstrap", topic + ":..40", "--until-end", "--json");
        assertThat(child.exitCode()).as(child.errText()).isZero();
        JsonNode summary = JSON.readTree(child.outText());
        assertThat(summary.get("read").longValue()).isEqualTo(60);
        JsonNode history = summary.get("bootstrap");
        assertThat(history.get("asked").stringValue()).isEqualTo(topic + ":..40");
        assertThat(history.get("read").longValue()).isEqualTo(40);
        assertThat(history.get("absorbed").longValue()).isEqualTo(40 - BAD);
        assertThat(history.get("by_reason").toString()).isEqualTo("{\"missing\":" + BAD + "}");

        Child again = start(definition, "--bootstrap", topic + ":..40", "--until-end");
        assertThat(again.exitCode()).as(again.errText()).isZero();
        assertThat(again.errText()).contains("--bootstrap was done already: 30 events of " + topic + ":..40");
        assertThat(again.outText()).contains("read 0 =");

        Child other = start(definition, "--bootstrap", topic);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.errText()).contains("FB8402", "without --bootstrap").doesNotContain("\tat ");
    }

    @Test
    void demo_forFiveSeconds_accountsForEveryEvent() {
        CommandRun run = CommandRun.of("demo", "--for", "5s", "--rate", "2000", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode summary = JSON.readTree(run.out());
        long read = summary.get("read").longValue();
        assertThat(read).isPositive().isEqualTo(summary.get("produced").longValue());
        assertThat(summary.get("rejected").longValue())
                .isPositive()
                .isEqualTo(summary.get("broken").longValue());
        assertThat(summary.get("emitted").longValue() + summary.get("rejected").longValue())
                .isEqualTo(read);
        assertThat(summary.get("absorbed").longValue() + summary.get("held").longValue())
                .isZero();
        assertThat(summary.get("events_per_second").doubleValue()).isPositive();
        assertThat(summary.get("p50_ms").doubleValue())
                .isLessThanOrEqualTo(summary.get("p99_ms").doubleValue());
        assertThat(run.err()).doesNotContain("\tat ");
    }

    /** Whether this process ignores Ctrl-C, as one does that a shell without job control started in the background. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & 1L << 1) != 0;
    }
}
