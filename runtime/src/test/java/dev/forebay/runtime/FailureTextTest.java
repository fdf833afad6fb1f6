package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.backfill.FailingBackfills;
import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.fit.FittingFiles;
import dev.forebay.runtime.impact.ImpactOptions;
import dev.forebay.runtime.impact.ImpactRun;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalCodec;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.SourceIdentity;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.kafka.Positions;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.runtime.metrics.MetricsServer;
import dev.forebay.runtime.ownership.OwnerCheck;
import dev.forebay.runtime.rejected.RejectedFileTest;
import dev.forebay.runtime.state.JournalGapsTest;
import dev.forebay.runtime.state.StateLimit;
import dev.forebay.runtime.transaction.FencedRun;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a user reads for each code, word for word. After a change of the words, run with {@code -Dgolden.update=true} and
 * read the difference.
 */
class FailureTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/runtime/golden");
    private static final Instance OTHER = new Instance("i", "scoring-2", "m", 4711, 2, 1_767_225_600_000L);
    private static final SourceIdentity SOURCE = new SourceIdentity("bYkLl5wqRdOZ", "payments.in", "u4Wl1hOrQ9aK");

    private static TestCluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(RuntimeCode.class)
    void failure_ofEachCode_readsAsReviewed(RuntimeCode code) throws Exception {
        Diagnostic diagnostic = example(code);

        assertThat(diagnostic.code()).isEqualTo(code);
        String text = everywhereTheSame(DiagnosticRenderer.render(diagnostic));
        Path golden = GOLDEN.resolve(code.id() + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void goldenFiles_belongToCodes() throws IOException {
        assumeFalse(Boolean.getBoolean("golden.update"), "they are being written");
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(RuntimeCode.values()).map(RuntimeCode::id).toList());
        }
    }

    /** The text with what differs between machines and runs as it is in the documentation. */
    private String everywhereTheSame(String text) {
        return text.replace(cluster.brokers(), "localhost:9092")
                .replace(directory.toAbsolutePath().toString(), "/data")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:9464");
    }

    private Path pipelineFile() throws IOException {
        return Files.writeString(directory.resolve("fraud.yaml"), "forebay: 1");
    }

    private Diagnostic example(RuntimeCode code) throws Exception {
        return switch (code) {
            case FILE_MISSING -> {
                Files.writeString(directory.resolve("fraud.yaml"), "x");
                yield loaded("frued.yaml");
            }
            case FILE_UNREADABLE -> loaded("");
            case FILE_TOO_LARGE -> {
                try (RandomAccessFile file =
                        new RandomAccessFile(directory.resolve("events.yaml").toFile(), "rw")) {
                    file.setLength((32 << 20) + 1);
                }
                yield loaded("events.yaml");
            }
            case FILE_NOT_TEXT -> {
                Files.write(directory.resolve("fraud.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
                yield loaded("fraud.yaml");
            }
            case FILE_EMPTY -> {
                Files.writeString(directory.resolve("fraud.yaml"), "");
                yield loaded("fraud.yaml");
            }
            case NO_KAFKA_SOURCE ->
                settingsOf("  kafka: {brokers: \"BROKERS\", topic: NAME.in}\n", "")
                        .diagnostic();
            case NO_SINK ->
                settingsOf("sinks:\n  - kafka: {topic: NAME.out}\n", "").diagnostic();
            case CLIENT_SETTING ->
                settingsOf("topic: NAME.in}", "topic: NAME.in, properties: {acks: \"1\"}}")
                        .diagnostic();
            case BROKER_UNREACHABLE ->
                explained(
                        new TimeoutException("Timed out waiting for a node assignment. Call: describeCluster"),
                        "asking for the cluster");
            case LOGIN_REFUSED ->
                explained(
                        new SaslAuthenticationException("Authentication failed: Invalid username or password"),
                        "asking for the cluster");
            case TLS_FAILED ->
                explained(
                        new SslAuthenticationException(
                                "SSL handshake failed",
                                new SSLHandshakeException(
                                        "unable to find valid certification path to requested target")),
                        "asking for the cluster");
            case NOT_AUTHORISED ->
                explained(new TopicAuthorizationException(Set.of("payments.in")), "looking at topic 'payments.in'");
            case TOPIC_MISSING -> {
                cluster.broker().createTopic("payment.in", 1);
                yield runOf("payments");
            }
            case OTHER_CLUSTER ->
                refusedPositions(4, new SourceIdentity("Vq0aTe8zS7mB", SOURCE.topic(), SOURCE.topicId()));
            case TOPIC_RECREATED ->
                refusedPositions(4, new SourceIdentity(SOURCE.cluster(), SOURCE.topic(), "j0xG3mYhT5uC"));
            case POSITION_LOST -> refusedPositions(2, SOURCE);
            case OFFSETS_MOVED -> refusedPositions(6, SOURCE);
            case STATE_TOO_LARGE ->
                Assertions.catchThrowableOfType(
                                RunFailure.class,
                                () -> new StateLimit(1L << 30).require(1_100_000_000, 2_000_000, 31_000_000, 0))
                        .diagnostic();
            case NO_JOURNAL -> refusedPositions(-1, SOURCE);
            case RECORD_REFUSED ->
                explained(
                        new RecordTooLargeException(
                                "The message is 2097240 bytes when serialized which is larger than 1048576"),
                        "committing");
            case BROKER_FAILED ->
                explained(
                        new UnknownServerException(
                                "The server experienced an unexpected error when processing the request."),
                        "committing");
            case OWNED ->
                OwnerCheck.owned(OTHER, "it wrote to the journal a moment ago").diagnostic();
            case FENCED -> FencedRun.failure(standing(0), OTHER).diagnostic();
            case JOURNAL_UNREADABLE ->
                catchThrowableOfType(
                                RunFailure.class,
                                () -> JournalCodec.decode("{\"version\":7}".getBytes(StandardCharsets.UTF_8)))
                        .diagnostic();
            case NO_SNAPSHOT -> stateLost();
            case EVENTS_HELD -> eventsHeld();
            case JOURNAL_GAP -> JournalGapsTest.failure();
            case STOPPED_EARLY ->
                FailingBackfills.stopped(pipeline(), events(), directory.resolve("features.jsonl"))
                        .diagnostic();
            case OUTPUT_EXISTS -> {
                Path there = Files.writeString(directory.resolve("features.jsonl"), "precious");
                yield FailingBackfills.of(pipeline(), events(), there).diagnostic();
            }
            case CANNOT_WRITE ->
                FailingBackfills.of(pipeline(), events(), directory.resolve("nowhere/features.jsonl"))
                        .diagnostic();
            case FILE_FORMAT ->
                FailingBackfills.of(pipeline(), events(), directory.resolve("features.xlsx"))
                        .diagnostic();
            case FILE_COLUMNS ->
                FailingBackfills.of(pipeline(), FailingBackfills.otherColumns(directory), directory.resolve("out.csv"))
                        .diagnostic();
            case METRICS_PORT -> {
                InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                PrometheusRegistry registry = new PrometheusRegistry();
                try (MetricsServer first =
                        MetricsServer.start(new InetSocketAddress(loopback, 0), registry, () -> "")) {
                    InetSocketAddress taken = new InetSocketAddress(loopback, first.port());
                    yield catchThrowableOfType(RunFailure.class, () -> MetricsServer.start(taken, registry, () -> ""))
                            .diagnostic();
                }
            }
            case REQUEST_PORT -> ScoreOnRequestTest.failureOfTwoOnOnePort(cluster);
            case FILE_IN_USE -> RejectedFileTest.failureOfTwoIn(directory.resolve("rejected.jsonl"));
            case BOOTSTRAP_REQUEST ->
                catchThrowableOfType(RunFailure.class, () -> HistorySource.parse("payments-2025.jsonl.gz", null))
                        .diagnostic();
            case HISTORY_UNFIT ->
                catchThrowableOfType(RunFailure.class, () -> HistorySource.parse("kafka-2:9092/payments", null))
                        .diagnostic();
            case HISTORY_EMPTY -> {
                TestPipeline.createTopics("begun", cluster, 1);
                yield runWithHistory("begun");
            }
            case HISTORY_THERE -> {
                TestPipeline.createTopics("running", cluster, 1);
                cluster.send("running.in", 0, TestPipeline.event(1, 1));
                new EmbeddedRun(RunOptions.of(TestPipeline.load("running", cluster))
                                .withUntilEnd(true)
                                .withStateDirectory(directory))
                        .run();
                yield runWithHistory("running");
            }
            case FIT_REQUEST, UNFIT_DATA, FIT_TOO_LARGE -> new FittingFiles(directory).failure(code);
            case FITTED_MISSING ->
                PipelineLoader.load(pipelineFile(), name -> null, directory.resolve("fitted"))
                        .diagnostics()
                        .get(0);
            case IMPACT_REQUEST -> {
                LoadedPipeline pipeline = pipeline();
                ImpactOptions options = new ImpactOptions(
                        pipeline,
                        pipeline,
                        directory.resolve("in.jsonl"),
                        null,
                        null,
                        "amout",
                        OptionalDouble.of(0.5),
                        null);
                yield catchThrowableOfType(RunFailure.class, () -> new ImpactRun(options))
                        .diagnostic();
            }
            case ACCOUNTING -> FailingBackfills.unaccounted().diagnostic();
            case DEFECT -> explained(new IllegalStateException("nothing was claimed"), "running pipeline 'payments'");
        };
    }

    private Diagnostic loaded(String name) {
        return PipelineLoader.load(directory.resolve(name)).diagnostics().get(0);
    }

    private static LoadedPipeline pipeline() {
        return TestPipeline.load(TestPipeline.DEFINITION, "payments", "localhost:9092");
    }

    private static KafkaSettings settings() {
        return KafkaSettings.of(pipeline().definition(), Map.of());
    }

    private static RunFailure settingsOf(String part, String instead) {
        assertThat(TestPipeline.DEFINITION).contains(part);
        Definition definition = TestPipeline.load(
                        TestPipeline.DEFINITION.replace(part, instead), "payments", "localhost:9092")
                .definition();
        return catchThrowableOfType(RunFailure.class, () -> KafkaSettings.of(definition, Map.of()));
    }

    private static Diagnostic explained(RuntimeException thrown, String doing) {
        return KafkaFailures.explain(thrown, doing, settings()).diagnostic();
    }

    private static Diagnostic runOf(String name) {
        RunOptions options = RunOptions.of(TestPipeline.load(name, cluster));
        return catchThrowableOfType(RunFailure.class, () -> new EmbeddedRun(options).run())
                .diagnostic();
    }

    private Diagnostic runWithHistory(String name) {
        RunOptions options = RunOptions.of(TestPipeline.load(name, cluster))
                .withStateDirectory(directory)
                .withBootstrap(HistorySource.parse(name + ".in", null));
        return catchThrowableOfType(RunFailure.class, () -> new EmbeddedRun(options).run())
                .diagnostic();
    }

    /** A topic that holds the offsets 3 to 9, and a group that stands at 5; {@code next} -1 is a journal without history. */
    private static Diagnostic refusedPositions(long next, SourceIdentity now) {
        Positions positions = new Positions(settings(), Map.of(0, next == 6 ? 5 : next), Map.of(0, 3L), Map.of(0, 9L));
        return catchThrowableOfType(
                        RunFailure.class, () -> positions.decide(standing(next), now, Definition.Start.EARLIEST, false))
                .diagnostic();
    }

    private static JournalRecord standing(long next) {
        return new JournalRecord(
                JournalRecord.Kind.CLAIM,
                Math.max(0, next),
                "payments",
                "d",
                new Instance("j", "scoring-1", "m", 1234, 2, 0),
                SOURCE,
                0,
                List.of(),
                Counts.NONE,
                Counts.NONE,
                JournalRecord.NO_DIGEST,
                JournalRecord.NO_DIGEST,
                next < 0 ? Map.of() : Map.of(0, next),
                Map.of(),
                "",
                -1);
    }

    /** A pipeline that remembers ids, whose snapshots and events are both gone. */
    /** One event that was read with {@code order: time} and waits; then the definition is changed. */
    private Diagnostic eventsHeld() {
        String byTime = TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 1h, order: time}");
        TestPipeline.createTopics("payments-held", cluster, 1);
        cluster.send("payments-held.in", 0, TestPipeline.event(1, 1));
        try (RunningPipeline running =
                RunningPipeline.start(RunOptions.of(TestPipeline.load(byTime, "payments-held", cluster))
                        .withStateDirectory(directory))) {
            running.awaitRead(1);
            running.stop();
        }
        RunOptions changed =
                RunOptions.of(TestPipeline.load("payments-held", cluster)).withStateDirectory(directory);
        return catchThrowableOfType(RunFailure.class, () -> new EmbeddedRun(changed).run())
                .diagnostic();
    }

    private Diagnostic stateLost() throws Exception {
        TestPipeline.createTopics("payments-once", cluster, 1);
        cluster.send("payments-once.in", 0, TestPipeline.event(1, 1));
        Path state = directory.resolve("state");
        RunOptions options = RunOptions.of(TestPipeline.load(
                        TestPipeline.DEFINITION.replace(
                                "lateness: 1h}", "lateness: 1h, duplicates: {reject: {within: 24h}}}"),
                        "payments-once",
                        cluster))
                .withUntilEnd(true)
                .withStateDirectory(state)
                .withSnapshotInterval(Duration.ZERO);
        new EmbeddedRun(options).run();
        try (Stream<Path> files = Files.list(state.resolve("payments-once"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("payments-once.in", 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        return catchThrowableOfType(RunFailure.class, () -> new EmbeddedRun(options).run())
                .diagnostic();
    }

    private Path events() throws IOException {
        return Files.writeString(directory.resolve("events.jsonl"), TestPipeline.event(1, 10) + "\n");
    }
}
