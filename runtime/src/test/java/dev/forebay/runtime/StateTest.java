package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.JournalCodec;
import dev.forebay.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline remembers over a restart: ids, for 24 hours of event time. */
class StateTest {
    private static final String DEFINITION =
            TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 1h, duplicates: {reject: {within: 24h}}}");

    private static TestCluster cluster;

    @TempDir
    Path state;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void ids_afterARestart_areRemembered() {
        RunOptions options = pipelineThatHasSeen("kept");
        assertDuplicate(options, "kept");
    }

    @Test
    void snapshot_damaged_theOneBeforeIsUsedAndTheRestReadAgain() throws IOException {
        RunOptions options = pipelineThatHasSeen("damaged");
        cluster.send("damaged.in", 0, TestPipeline.event(2, 1));
        new EmbeddedRun(options).run();
        List<Path> snapshots = snapshots("damaged");
        assertThat(snapshots).hasSize(2);
        Files.write(snapshots.get(1), new byte[] {1, 2, 3});
        assertDuplicate(options, "damaged");
    }

    @Test
    void snapshots_allGone_stateIsReadAgainFromTheTopic() throws IOException {
        RunOptions options = pipelineThatHasSeen("rebuilt");
        deleteSnapshots("rebuilt");
        assertDuplicate(options, "rebuilt");
    }

    @Test
    void snapshots_andEventsGone_isRefusedWithWaysOut() throws Exception {
        RunOptions options = pipelineThatHasSeen("lost");
        deleteSnapshots("lost");
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("lost.in", 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> new EmbeddedRun(options).run()).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.NO_SNAPSHOT);
            assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("state directory"));
        });
    }

    @Test
    void state_ofARunOnAnotherCluster_isRefusedUntilItIsRemoved() throws IOException {
        RunOptions options = pipelineThatHasSeen("astray");
        try (TestCluster other = new TestCluster()) {
            TestPipeline.createTopics("astray", other, 1);
            RunOptions elsewhere = RunOptions.of(TestPipeline.load(DEFINITION, "astray", other))
                    .withUntilEnd(true)
                    .withStateDirectory(state);
            assertThatThrownBy(() -> new EmbeddedRun(elsewhere).run())
                    .isInstanceOfSatisfying(RunFailure.class, failure -> {
                        assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.OTHER_CLUSTER);
                        assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("the right one?"));
                    });
            assertDuplicate(options, "astray");

            deleteSnapshots("astray");
            assertThat(new EmbeddedRun(elsewhere).run().read()).isZero();
        }
    }

    @Test
    void journal_withAGap_isRefusedWithTheCommitsNamed() throws Exception {
        cluster.broker().createTopic("gap.journal", 1, Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
        RunOptions options = pipelineThatHasSeen("gap");
        cluster.send("gap.in", 0, TestPipeline.event(2, 1));
        new EmbeddedRun(options).run();
        deleteSnapshots("gap");
        long second = cluster.records("gap.journal").stream()
                .filter(record -> {
                    JournalRecord entry = JournalCodec.decode(record.value());
                    return entry.kind() == JournalRecord.Kind.COMMIT && entry.number() == 2;
                })
                .findFirst()
                .orElseThrow()
                .offset();
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("gap.journal", 0), RecordsToDelete.beforeOffset(second)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> new EmbeddedRun(options).run()).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.JOURNAL_GAP);
            assertThat(failure.diagnostic().message()).contains("no commit 1");
        });
    }

    @Test
    void stop_whileStateIsRestored_endsAtOnceAndLeavesNoHalfState() throws IOException {
        String name = "impatient";
        TestPipeline.createTopics(name, cluster, 1);
        for (int sent = 0; sent < 300_000; sent += 50_000) {
            cluster.send(
                    name + ".in",
                    0,
                    IntStream.range(sent, sent + 50_000)
                            .mapToObj(i -> TestPipeline.event(i, 1))
                            .toArray(String[]::new));
        }
        RunOptions options = RunOptions.of(TestPipeline.load(DEFINITION, name, cluster))
                .withUntilEnd(true)
                .withStateDirectory(state);
        new EmbeddedRun(options).run();
        deleteSnapshots(name);

        try (RunningPipeline stopped = RunningPipeline.start(options)) {
            stopped.await(() -> stopped.run.status().phase() == RunStatus.Phase.RESTORING);
            assertThat(stopped.stop().read()).isZero();
        }
        assertThat(snapshots(name)).as("of a state that was half restored").isEmpty();
        List<JournalRecord> journal = cluster.journal(name);
        assertThat(journal.get(journal.size() - 1).kind()).isEqualTo(JournalRecord.Kind.RELEASE);

        cluster.send(name + ".in", 0, TestPipeline.event(299_999, 1));
        assertThat(new EmbeddedRun(options).run().byReason()).containsOnly(Map.entry("duplicate", 1L));
    }

    @Test
    void duplicates_takenOutOfTheDefinition_startsAndEmitsThemAgain() {
        RunOptions options = pipelineThatHasSeen("edited");
        cluster.send("edited.in", 0, TestPipeline.event(1, 1));
        RunOptions edited = RunOptions.of(TestPipeline.load("edited", cluster))
                .withUntilEnd(true)
                .withStateDirectory(state);
        assertThat(new EmbeddedRun(edited).run().emitted()).isEqualTo(1);
        assertDuplicate(options, "edited");
    }

    @Test
    void duplicates_addedToTheDefinition_knowsTheEventsOfBefore() {
        TestPipeline.createTopics("stricter", cluster, 1);
        cluster.send("stricter.in", 0, TestPipeline.event(1, 1));
        RunOptions lenient = RunOptions.of(TestPipeline.load("stricter", cluster))
                .withUntilEnd(true)
                .withStateDirectory(state);
        assertThat(new EmbeddedRun(lenient).run().emitted()).isEqualTo(1);
        assertDuplicate(
                RunOptions.of(TestPipeline.load(DEFINITION, "stricter", cluster))
                        .withUntilEnd(true)
                        .withStateDirectory(state),
                "stricter");
    }

    /** A pipeline that has read event 1, stopped in order. */
    private RunOptions pipelineThatHasSeen(String name) {
        TestPipeline.createTopics(name, cluster, 1);
        cluster.send(name + ".in", 0, TestPipeline.event(1, 1));
        RunOptions options = RunOptions.of(TestPipeline.load(DEFINITION, name, cluster))
                .withUntilEnd(true)
                .withStateDirectory(state)
                .withSnapshotInterval(Duration.ZERO);
        assertThat(new EmbeddedRun(options).run().emitted()).isEqualTo(1);
        return options;
    }

    private static void assertDuplicate(RunOptions options, String name) {
        cluster.send(name + ".in", 0, TestPipeline.event(1, 1), TestPipeline.event(3, 1));
        RunSummary summary = new EmbeddedRun(options).run();
        assertThat(summary.byReason()).containsOnly(Map.entry("duplicate", 1L));
        assertThat(summary.emitted()).isEqualTo(1);
    }

    private List<Path> snapshots(String name) throws IOException {
        try (Stream<Path> files = Files.list(state.resolve(name))) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }

    private void deleteSnapshots(String name) throws IOException {
        for (Path snapshot : snapshots(name)) {
            Files.delete(snapshot);
        }
    }
}
