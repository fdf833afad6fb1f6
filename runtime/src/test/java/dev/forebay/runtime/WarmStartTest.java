package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Bootstrap;
import dev.forebay.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that begins with a history goes on as one that has read it live. */
class WarmStartTest {
    private static final int EVENTS = 1200;
    private static final int SEAM = 700;
    private static final Instant T = WarmPipeline.BEGIN.plusSeconds(60L * SEAM);

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

    @Test
    void topicRange_ofOnePartition_goesLiveWhereItEndsWithTheSameBits() {
        List<String> events = WarmPipeline.events(EVENTS, 1);
        undisturbed("calm1", "1h", events, 1);
        TestPipeline.createTopics("range1", cluster, 1);
        WarmPipeline.send(cluster, "range1", events, 1);

        RunSummary summary = new EmbeddedRun(options("range1", "1h", "range1.in:..700", null)).run();

        Bootstrap taken = Objects.requireNonNull(summary.bootstrap());
        assertThat(taken.read()).isEqualTo(700);
        assertThat(taken.rejected()).isPositive();
        assertThat(taken.reasons()).containsOnlyKeys("check", "duplicate");
        assertThat(taken.to()).isEqualTo(Map.of(0, 700L));
        assertThat(summary.read()).isEqualTo(EVENTS - 700);
        assertThat(summary.read()).isEqualTo(summary.emitted() + summary.rejected());
        assertThat(summary.late()).isPositive();
        assertThat(cluster.values("range1.out"))
                .isEqualTo(tail("calm1", cluster.values("range1.out").size()));
        assertThat(cluster.values("range1.rejected")).hasSize((int) summary.rejected());
        assertFirstCommit("range1", taken);
    }

    @Test
    void topicRange_ofTwoPartitions_eachGoesLiveAtItsOffset() {
        List<String> events = WarmPipeline.events(EVENTS, 2);
        undisturbed("calm2", "30d", events, 2);
        TestPipeline.createTopics("range2", cluster, 2);
        WarmPipeline.send(cluster, "range2", events.subList(0, SEAM), 2);
        long second = events.subList(0, SEAM).stream()
                .filter(event -> WarmPipeline.number(event) % 7 % 2 == 1)
                .count();
        WarmPipeline.send(cluster, "range2", events.subList(SEAM, EVENTS), 2);

        RunSummary summary = new EmbeddedRun(
                        options("range2", "30d", "range2.in:..0=" + (SEAM - second) + ",1=" + second, null))
                .run();

        assertThat(summary.read()).isEqualTo(EVENTS - SEAM);
        assertThat(WarmPipeline.outputFrom(cluster, "range2", SEAM))
                .isEqualTo(WarmPipeline.outputFrom(cluster, "calm2", SEAM))
                .isNotEmpty();
        assertThat(Objects.requireNonNull(summary.bootstrap()).read()).isEqualTo(SEAM);
    }

    @Test
    void topic_asAWhole_readsNothingTwiceAndARestartNeedsNoOption() {
        List<String> events = WarmPipeline.events(EVENTS, 3);
        undisturbed("calm3", "1h", events, 1);
        TestPipeline.createTopics("whole", cluster, 1);
        WarmPipeline.send(cluster, "whole", events.subList(0, SEAM), 1);
        RunOptions options = options("whole", "1h", "whole.in", null);
        assertThat(new EmbeddedRun(options).run().read()).isZero();
        WarmPipeline.send(cluster, "whole", events.subList(SEAM, 900), 1);
        assertThat(new EmbeddedRun(options.withBootstrap(null)).run().read()).isEqualTo(200);
        WarmPipeline.send(cluster, "whole", events.subList(900, EVENTS), 1);

        RunSummary told = new EmbeddedRun(options).run();

        assertThat(told.bootstrap()).as("it was done already").isNull();
        assertThat(told.read()).isEqualTo(300);
        assertThat(cluster.values("whole.out"))
                .isEqualTo(tail("calm3", cluster.values("whole.out").size()));
        RunFailure other = failure(options("whole", "1h", "whole.in:..10", null));
        assertThat(other.diagnostic().code()).isEqualTo(RuntimeCode.HISTORY_THERE);
    }

    @Test
    void topicRange_byTime_endsWhereRecordsHaveThatTime() {
        TestPipeline.createTopics("timed", cluster, 1);
        WarmPipeline.send(
                cluster,
                "timed",
                IntStream.range(0, 100)
                        .mapToObj(i -> WarmPipeline.event(i, i, 1))
                        .toList(),
                1);

        RunSummary summary = new EmbeddedRun(
                        options("timed", "1h", "timed.in:2026-01-01T00:10:00Z..2026-01-01T01:00:00Z", null))
                .run();

        Bootstrap taken = Objects.requireNonNull(summary.bootstrap());
        assertThat(taken.from()).isEqualTo(Map.of(0, 10L));
        assertThat(taken.to()).isEqualTo(Map.of(0, 60L));
        assertThat(summary.read()).isEqualTo(40);
    }

    @Test
    void snapshots_lostAfterARange_theRangeIsReadAgain() throws IOException {
        List<String> events = WarmPipeline.events(EVENTS, 4);
        undisturbed("calm4", "1h", events, 1);
        TestPipeline.createTopics("lost4", cluster, 1);
        WarmPipeline.send(cluster, "lost4", events.subList(0, 900), 1);
        RunOptions options = options("lost4", "1h", "lost4.in:..700", null);
        new EmbeddedRun(options).run();
        deleteSnapshots("lost4");
        WarmPipeline.send(cluster, "lost4", events.subList(900, EVENTS), 1);

        assertThat(new EmbeddedRun(options.withBootstrap(null)).run().read()).isEqualTo(300);

        assertThat(cluster.values("lost4.out"))
                .isEqualTo(tail("calm4", cluster.values("lost4.out").size()));
    }

    @Test
    void snapshots_andRangeLost_isRefused() throws Exception {
        TestPipeline.createTopics("lost5", cluster, 1);
        WarmPipeline.send(cluster, "lost5", WarmPipeline.events(200, 5), 1);
        RunOptions options = options("lost5", "1h", "lost5.in:..100", null);
        new EmbeddedRun(options).run();
        deleteSnapshots("lost5");
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("lost5.in", 0), RecordsToDelete.beforeOffset(50)))
                    .all()
                    .get();
        }
        assertThat(failure(options).diagnostic().code()).isEqualTo(RuntimeCode.NO_SNAPSHOT);
    }

    @Test
    void file_withAnOverlap_skipsWhatItHadAndProcessesTheRestAsLate() throws IOException {
        Seam seam = seam("file6", 1);

        RunSummary summary = new EmbeddedRun(seam.options).run();

        Bootstrap taken = Objects.requireNonNull(summary.bootstrap());
        assertThat(taken.read()).isEqualTo(SEAM + 20);
        assertThat(taken.ahead()).isEqualTo(20);
        assertThat(taken.absorbed() + taken.rejected()).isEqualTo(SEAM);
        assertThat(taken.ids()).isEqualTo(seam.idsBefore);
        assertThat(summary.skipped()).isEqualTo(seam.overlap);
        assertThat(summary.absorbed()).isEqualTo(summary.skipped());
        assertThat(summary.read())
                .isEqualTo(summary.emitted() + summary.rejected() + summary.absorbed())
                .isEqualTo(seam.topic.size());
        assertThat(summary.late()).as("the one that was not in the file").isPositive();
        assertThat(cluster.values("file6.out"))
                .isEqualTo(tail("file6calm", cluster.values("file6.out").size()));
        assertThat(cluster.values("file6.out").get(0)).contains("\"id\":\"e90001\"");
    }

    @Test
    void file_withRestartsInTheOverlap_remembersTheIds() throws IOException {
        Seam seam = seam("file7", 1, 0);
        long skipped = 0;
        int sent = 0;
        for (int end : List.of(20, 45, 61, 80, seam.topic.size())) {
            WarmPipeline.send(cluster, "file7", seam.topic.subList(sent, end), 1);
            RunOptions options = sent == 0 ? seam.options : seam.options.withBootstrap(null);
            skipped += new EmbeddedRun(options).run().skipped();
            sent = end;
        }
        assertThat(skipped).isEqualTo(seam.overlap);
        assertThat(cluster.values("file7.out"))
                .isEqualTo(tail("file7calm", cluster.values("file7.out").size()));
    }

    @Test
    void file_forTwoPartitions_seamIsHeldInEach() throws IOException {
        Seam seam = seam("file8", 2);

        RunSummary summary = new EmbeddedRun(seam.options).run();

        assertThat(summary.skipped()).isEqualTo(seam.overlap);
        assertThat(WarmPipeline.outputFrom(cluster, "file8", SEAM))
                .containsExactlyInAnyOrderElementsOf(WarmPipeline.outputFrom(cluster, "file8calm", SEAM));
    }

    @Test
    void file_whoseSnapshotIsLostInTheOverlap_isNeededAgain() throws IOException {
        Seam seam = seam("file9", 1, 50);
        assertThat(new EmbeddedRun(seam.options).run().skipped()).isEqualTo(49);
        deleteSnapshots("file9");
        assertThat(failure(seam.options.withBootstrap(null)).diagnostic().notes())
                .anyMatch(note -> note.contains("--bootstrap and --until as before"));
        Path file = directory.resolve("file9.jsonl");
        byte[] history = Files.readAllBytes(file);
        Files.writeString(file, WarmPipeline.event(1, 1, 1));
        RunFailure changed = failure(seam.options);
        assertThat(changed.diagnostic().code()).isEqualTo(RuntimeCode.NO_SNAPSHOT);
        assertThat(changed.diagnostic().notes()).anyMatch(note -> note.contains("is not what it was then"));
        Files.write(file, history);

        WarmPipeline.send(cluster, "file9", seam.topic.subList(50, seam.topic.size()), 1);
        assertThat(new EmbeddedRun(seam.options).run().skipped()).isEqualTo(seam.overlap - 49);

        assertThat(cluster.values("file9.out"))
                .isEqualTo(tail("file9calm", cluster.values("file9.out").size()));
    }

    @Test
    void anotherTopic_withAnEnd_holdsTheSeamByIds() throws IOException {
        Seam seam = seam("topic10", 1);
        cluster.broker().createTopic("topic10.history.in", 1, Map.of("retention.ms", "-1"));
        WarmPipeline.send(cluster, "topic10.history", Files.readAllLines(directory.resolve("topic10.jsonl")), 1);

        RunSummary summary = new EmbeddedRun(options("topic10", "1h", "topic10.history.in", T)).run();

        assertThat(Objects.requireNonNull(summary.bootstrap()).ahead()).isEqualTo(20);
        assertThat(summary.skipped()).isEqualTo(seam.overlap);
        assertThat(cluster.values("topic10.out"))
                .isEqualTo(tail("topic10calm", cluster.values("topic10.out").size()));
    }

    @Test
    void stop_whileTheHistoryIsRead_leavesNothingAndTheNextStartDoesItAgain() throws IOException {
        TestPipeline.createTopics("halted", cluster, 1);
        Path file = directory.resolve("halted.jsonl");
        Files.write(
                file,
                IntStream.range(0, 400_000)
                        .mapToObj(i -> WarmPipeline.event(i, i / 1000, 1))
                        .toList());
        RunOptions options = options("halted", "1h", file.toString(), T).withUntilEnd(false);

        try (RunningPipeline running = RunningPipeline.start(options)) {
            running.await(() -> running.run.status().phase() == RunStatus.Phase.BOOTSTRAPPING
                    && !running.run.status().detail().startsWith("0 events"));
            assertThat(running.run.status().detail()).matches("[0-9,]+ events of the history, [0-9,]+ /s, [0-9]+ %");
            RunSummary summary = running.stop();
            assertThat(summary.bootstrap()).isNull();
            assertThat(summary.read()).isZero();
        }
        List<JournalRecord> journal = cluster.journal("halted");
        assertThat(journal).noneMatch(record -> record.number() > 0).noneMatch(record -> record.bootstrap() != null);
        assertThat(journal.get(journal.size() - 1).kind()).isEqualTo(JournalRecord.Kind.RELEASE);
        assertThat(snapshots("halted")).isEmpty();

        Bootstrap taken = Objects.requireNonNull(
                new EmbeddedRun(options.withUntilEnd(true)).run().bootstrap());
        assertThat(taken.read()).isEqualTo(400_000);
        assertThat(taken.ids()).isEqualTo(400_000);
    }

    @Test
    void state_ofAnotherCluster_isNotMixedWithTheHistory() throws IOException {
        TestPipeline.createTopics("reborn", cluster, 1);
        WarmPipeline.send(cluster, "reborn", WarmPipeline.events(100, 6), 1);
        undisturbed("before", "1h", WarmPipeline.events(100, 6), 1);
        Path state = directory.resolve("state");
        Files.move(state.resolve("before"), state.resolve("reborn"));
        RunOptions options = options("reborn", "1h", "reborn.in", null);
        assertThat(failure(options).diagnostic().code()).isEqualTo(RuntimeCode.OTHER_CLUSTER);
        Files.move(state.resolve("reborn"), state.resolve("before"));
        assertThat(new EmbeddedRun(options).run().bootstrap()).isNotNull();
    }

    @Test
    void crash_betweenTheRecordAndItsSnapshot_losesNothing() throws IOException {
        List<String> events = WarmPipeline.events(EVENTS, 8);
        undisturbed("calm11", "1h", events, 1);
        TestPipeline.createTopics("crash11", cluster, 1);
        WarmPipeline.send(cluster, "crash11", events.subList(0, SEAM), 1);
        RunOptions options = options("crash11", "1h", "crash11.in", null);
        new EmbeddedRun(options).run();
        // As it stands on disk while the first commit is in the journal already.
        Path state = directory.resolve("state/crash11");
        assertThat(snapshots("crash11")).hasSize(1);
        Files.move(snapshots("crash11").get(0), state.resolve("beginning"));
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("crash11.in", 0), RecordsToDelete.beforeOffset(100)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        WarmPipeline.send(cluster, "crash11", events.subList(SEAM, EVENTS), 1);
        new EmbeddedRun(options).run();
        assertThat(cluster.values("crash11.out"))
                .isEqualTo(tail("calm11", cluster.values("crash11.out").size()));
    }

    private record Seam(RunOptions options, long overlap, List<String> topic, long idsBefore) {}

    private Seam seam(String name, int partitions) throws IOException {
        return seam(name, partitions, Integer.MAX_VALUE);
    }

    /** A file up to T and a bit beyond, a topic that begins before T, and one event before T that only the topic has. */
    private Seam seam(String name, int partitions, int sent) throws IOException {
        List<String> history = WarmPipeline.events(SEAM, 7);
        List<String> live = new ArrayList<>();
        for (int i = SEAM; i < EVENTS; i++) {
            live.add(WarmPipeline.event(i, i, i / 3.0));
        }
        // Two that the history knows by their ids, at times behind it: duplicates.
        live.add(30, WarmPipeline.event(SEAM - 5, SEAM + 30, 1));
        String stray = WarmPipeline.event(90_001, SEAM - 30, 5);
        List<String> overlap = history.subList(SEAM - 60, SEAM);
        List<String> topic = new ArrayList<>(overlap.subList(0, 40));
        topic.add(stray);
        topic.addAll(overlap.subList(40, 60));
        topic.addAll(live);

        List<String> all = new ArrayList<>(history);
        all.add(stray);
        all.addAll(live);
        undisturbed(name + "calm", partitions == 1 ? "1h" : "30d", all, partitions);

        List<String> inFile = new ArrayList<>(history);
        inFile.addAll(live.subList(0, 20));
        Path file = Files.write(directory.resolve(name + ".jsonl"), inFile);
        TestPipeline.createTopics(name, cluster, partitions);
        WarmPipeline.send(cluster, name, topic.subList(0, Math.min(sent, topic.size())), partitions);
        long ids = history.stream().map(WarmPipeline::number).distinct().count();
        return new Seam(options(name, partitions == 1 ? "1h" : "30d", file.toString(), T), overlap.size(), topic, ids);
    }

    private void undisturbed(String name, String lateness, List<String> events, int partitions) {
        TestPipeline.createTopics(name, cluster, partitions);
        WarmPipeline.send(cluster, name, events, partitions);
        new EmbeddedRun(options(name, lateness, null, null)).run();
    }

    private RunOptions options(String name, String lateness, @Nullable String bootstrap, @Nullable Instant until) {
        return RunOptions.of(TestPipeline.load(WarmPipeline.definition(lateness), name, cluster))
                .withUntilEnd(true)
                .withStateDirectory(directory.resolve("state"))
                .withSnapshotInterval(Duration.ofMillis(50))
                .withBootstrap(bootstrap == null ? null : HistorySource.parse(bootstrap, until));
    }

    private static List<String> tail(String name, int count) {
        List<String> values = cluster.values(name + ".out");
        assertThat(count).isPositive().isLessThan(values.size());
        return values.subList(values.size() - count, values.size());
    }

    private static RunFailure failure(RunOptions options) {
        return catchThrowableOfType(RunFailure.class, () -> new EmbeddedRun(options).run());
    }

    private static void assertFirstCommit(String name, Bootstrap taken) {
        List<JournalRecord> commits = cluster.journal(name).stream()
                .filter(record -> record.kind() == JournalRecord.Kind.COMMIT)
                .toList();
        assertThat(commits.get(0).number()).isEqualTo(1);
        assertThat(commits.get(0).bootstrap()).isEqualTo(taken);
        assertThat(commits.get(0).counts().read()).isZero();
        assertThat(commits.subList(1, commits.size())).noneMatch(record -> record.bootstrap() != null);
    }

    private List<Path> snapshots(String name) throws IOException {
        Path state = directory.resolve("state").resolve(name);
        if (!Files.isDirectory(state)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .sorted()
                    .toList();
        }
    }

    private void deleteSnapshots(String name) throws IOException {
        for (Path snapshot : snapshots(name)) {
            Files.delete(snapshot);
        }
    }
}
