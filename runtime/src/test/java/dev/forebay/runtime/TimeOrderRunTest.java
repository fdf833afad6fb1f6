package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code order: time} against a broker: two partitions, events out of order and late, keys that are spread over both. */
class TimeOrderRunTest {
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

    private RunOptions options(String name) {
        return options(TimeOrderEvents.DEFINITION, name);
    }

    private RunOptions options(String definition, String name) {
        return RunOptions.of(TestPipeline.load(definition, name, cluster))
                .withStateDirectory(directory.resolve("state"))
                .withSnapshotInterval(Duration.ofMillis(50))
                .withCommitInterval(Duration.ofMillis(10));
    }

    @Test
    void output_ofTwoPartitions_isThatOfABackfillOfTheSameEvents() throws IOException {
        String name = "history";
        List<ProducerRecord<byte[], byte[]>> records = TimeOrderEvents.records(name, new Random(1), 0, 6_000, false);
        TestPipeline.createTopics(name, cluster, 2);
        cluster.send(records);
        RunSummary summary = new EmbeddedRun(options(name).withWorkers(2).withUntilEnd(true)).run();
        assertThat(summary.held()).isZero();
        assertThat(summary.late()).isZero();
        assertAddsUp(name, 6_000);
        TimeOrderEvents.assertIsHistory(cluster, name, records, directory);
    }

    @Test
    void run_stoppedAndStartedAgain_holdsWhatItHeldAndGoesOn() throws IOException {
        goOnAfter("stopped", false, 2);
    }

    @Test
    void state_deletedBetween_isReadAgainFromTheJournal() throws IOException {
        goOnAfter("forgetful", true, 4);
    }

    private void goOnAfter(String name, boolean deleteState, int workers) throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = TimeOrderEvents.records(name, new Random(2), 0, 5_000, true);
        TestPipeline.createTopics(name, cluster, 2);
        for (int part = 0; part < 5; part++) {
            long sent = (part + 1) * 1_000L;
            cluster.send(records.subList(part * 1_000, (part + 1) * 1_000));
            try (RunningPipeline running = RunningPipeline.start(options(name).withWorkers(workers))) {
                running.await(() -> read(name) == sent);
                running.stop();
            }
            JournalRecord last = last(name);
            assertThat(last.totals().held())
                    .as("held events stay held at a stop")
                    .isPositive();
            if (deleteState) {
                delete(directory.resolve("state"));
            }
        }
        new EmbeddedRun(options(name).withUntilEnd(true)).run();
        assertAddsUp(name, 5_000);
        assertThat(last(name).totals().held()).isZero();

        String calm = "calm-" + name;
        TestPipeline.createTopics(calm, cluster, 2);
        cluster.send(TimeOrderEvents.named(records, calm));
        RunSummary summary = new EmbeddedRun(options(calm).withWorkers(1).withUntilEnd(true)).run();
        assertThat(summary.late()).isPositive();
        assertThat(cluster.values(name + ".out")).isEqualTo(cluster.values(calm + ".out"));
        assertThat(last(name).totalDigest()).isEqualTo(last(calm).totalDigest());
    }

    @Test
    void partition_silent_isPassedOverAndComesBackTheSameAfterARestart() throws IOException {
        String definition = TimeOrderEvents.DEFINITION.replace("lateness: 1s", "lateness: 1s, idle: 300ms");
        String name = "silent";
        TestPipeline.createTopics(name, cluster, 2);
        try (RunningPipeline running =
                RunningPipeline.start(options(definition, name)).awaitRunning()) {
            send(name, 0, 1, 10);
            running.await(() -> written(name) == 1);
            assertThat(last(name).decisions().isEmpty() && decisions(name).isEmpty())
                    .isFalse();
            send(name, 1, 2, 5);
            send(name, 1, 3, 30);
            running.await(() -> written(name) == 3);
            running.stop();
        }
        assertThat(decisions(name)).contains(Decision.Kind.EXPECT, Decision.Kind.PASS_OVER);
        List<String> before = cluster.values(name + ".out");
        delete(directory.resolve("state"));
        send(name, 0, 4, 31);
        new EmbeddedRun(options(definition, name).withUntilEnd(true)).run();
        List<String> all = cluster.values(name + ".out");
        assertThat(all).containsAll(before).hasSize(4);
        assertThat(all.stream()
                        .filter(value -> value.contains("\"e4\""))
                        .findFirst()
                        .orElseThrow())
                .as("the window knows all four events")
                .contains("\"all\":4");
        assertAddsUp(name, 4);
    }

    @Test
    void event_rejectedAfterItWasHeld_isADeadLetterWithItsKeyAndHeaders() {
        String name = "letters";
        TestPipeline.createTopics(name, cluster, 1);
        byte[] value = TimeOrderEvents.event(1, 0, "c1", 1).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2; i++) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    name + ".in", 0, 1_767_225_600_000L, new byte[] {'k', (byte) ('0' + i)}, value);
            record.headers().add(new RecordHeader("trace", new byte[] {7}));
            cluster.send(List.of(record));
        }
        RunSummary summary = new EmbeddedRun(options(name).withUntilEnd(true)).run();
        assertThat(summary.byReason()).containsOnly(Map.entry("duplicate", 1L));
        TestCluster.Seen letter = cluster.read(name + ".rejected").get(0);
        assertThat(letter.key()).isEqualTo("k1");
        assertThat(letter.headers()).contains("trace=07");
        assertThat(letter.value()).isEqualTo(new String(value, StandardCharsets.UTF_8));
    }

    @Test
    void events_heldAndGoneFromTheTopic_areRefusedWithWhatIsNeeded() throws Exception {
        String name = "gone";
        TestPipeline.createTopics(name, cluster, 1);
        send(name, 0, 1, 10);
        try (RunningPipeline running = RunningPipeline.start(options(name))) {
            running.await(() -> read(name) == 1);
            running.stop();
        }
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(name + ".in", 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> new EmbeddedRun(options(name)).run())
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.NO_SNAPSHOT));
    }

    @Test
    void events_heldBeyondStateMemory_endTheRunInWords() {
        String name = "full";
        String small = TimeOrderEvents.DEFINITION
                .replace("lateness: 1s", "lateness: 10h")
                .replace("checks:", "state: {memory: 8m}\nchecks:");
        TestPipeline.createTopics(name, cluster, 1);
        String large = "x".repeat(1_000);
        cluster.send(
                name + ".in",
                0,
                IntStream.range(0, 20_000)
                        .mapToObj(i -> TimeOrderEvents.event(i, i * 1_000L, large, 1))
                        .toArray(String[]::new));
        assertThatThrownBy(() -> new EmbeddedRun(options(small, name).withUntilEnd(true)).run())
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.STATE_TOO_LARGE);
                    assertThat(failure.diagnostic().message())
                            .contains("may take 8 MiB")
                            .contains("events that wait for their turn");
                    assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("event.lateness"));
                });
    }

    @Test
    void order_changedToArrivalWhileEventsAreHeld_isRefusedAndPossibleAfterwards() {
        String name = "changed";
        String arrival = TimeOrderEvents.DEFINITION.replace("order: time", "order: arrival");
        TestPipeline.createTopics(name, cluster, 1);
        send(name, 0, 1, 10);
        new EmbeddedRun(options(arrival, name).withUntilEnd(true)).run();
        send(name, 0, 2, 20);
        try (RunningPipeline running = RunningPipeline.start(options(name))) {
            running.await(() -> read(name) == 2);
            running.stop();
        }
        assertThatThrownBy(() -> new EmbeddedRun(options(arrival, name)).run())
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.EVENTS_HELD));
        new EmbeddedRun(options(name).withUntilEnd(true)).run();
        send(name, 0, 3, 30);
        new EmbeddedRun(options(arrival, name).withUntilEnd(true)).run();
        assertThat(cluster.values(name + ".out")).hasSize(3).last().asString().contains("\"all\":3");
    }

    private static void send(String name, int partition, int number, long seconds) {
        cluster.send(name + ".in", partition, TimeOrderEvents.event(number, seconds * 1_000_000, "c1", number));
    }

    private static long read(String name) {
        return cluster.journal(name).stream()
                .reduce((first, second) -> second)
                .map(record -> record.totals().read())
                .orElse(0L);
    }

    private static int written(String name) {
        return cluster.read(name + ".out").size();
    }

    private static JournalRecord last(String name) {
        List<JournalRecord> journal = cluster.journal(name);
        return journal.get(journal.size() - 1);
    }

    private static List<Decision.Kind> decisions(String name) {
        return cluster.journal(name).stream()
                .flatMap(record -> record.decisions().stream())
                .map(Decision::kind)
                .toList();
    }

    private static void assertAddsUp(String name, long sent) {
        for (JournalRecord record : cluster.journal(name)) {
            assertThat(record.counts().addsUp()).isTrue();
            assertThat(record.totals().addsUp()).isTrue();
            assertThat(record.totals().held()).isNotNegative();
        }
        assertThat(last(name).totals().read()).isEqualTo(sent);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
