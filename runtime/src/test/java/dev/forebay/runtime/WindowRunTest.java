package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.forebay.runtime.backfill.Backfill;
import dev.forebay.runtime.backfill.BackfillOptions;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.slf4j.LoggerFactory;

/** Windows on a real broker: over restarts, with snapshots and without, the output is that of one run, and of a backfill. */
class WindowRunTest {
    private static final int EVENTS = 6000;
    private static final int STRETCHES = 4;

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
    void output_ofOneRun_isThatOfABackfill() throws IOException {
        String name = "windows-once";
        pipelineThatHasRead(name, EVENTS, 1, 1);

        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
        assertThat(cluster.values(name + ".rejected")).isEqualTo(rejected(0, EVENTS));
        assertThat(cluster.values(name + ".rejected")).hasSizeGreaterThan(EVENTS / 50);
        List<String> flagged = cluster.read(name + ".out").stream()
                .flatMap(seen -> seen.headers().stream())
                .filter(header -> header.startsWith("forebay=02"))
                .toList();
        assertThat(flagged).as("late and incomplete").isNotEmpty().allMatch(header -> header.endsWith("03"));
        assertThat(flagged).hasSizeLessThan(EVENTS / 10);
    }

    @Test
    void output_overRestarts_isThatOfABackfill() throws IOException {
        for (int workers : new int[] {1, 2, 4}) {
            String name = "windows-restarted-" + workers;
            pipelineThatHasRead(name, EVENTS, STRETCHES, workers);

            assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, workers));
            assertThat(cluster.values(name + ".rejected")).isEqualTo(rejected(0, EVENTS));
            assertThat(snapshots(name)).as("full ones and increments").hasSizeGreaterThan(2);
        }
    }

    @Test
    void output_ofKeysInOnePartitionEach_isThatOfABackfill() throws IOException {
        String name = "windows-partitions";
        TestPipeline.createTopics(name, cluster, 3);
        for (int from = 0; from < EVENTS; from += EVENTS / STRETCHES) {
            cluster.send(WindowedPipeline.records(name, from, from + EVENTS / STRETCHES, 3));
            new EmbeddedRun(options(WindowedPipeline.PATIENT_DEFINITION, name, 2)).run();
        }
        // Merchants are in several partitions: what their windows see is not the data's to say.
        assertThat(cluster.values(name + ".out").stream()
                        .map(WindowRunTest::withoutShop)
                        .sorted())
                .isEqualTo(backfilled(WindowedPipeline.PATIENT_DEFINITION, 0, EVENTS, 1).stream()
                        .map(WindowRunTest::withoutShop)
                        .sorted()
                        .toList());
    }

    private static String withoutShop(String line) {
        return line.replaceAll(",\"shop_sum\":[^,}]*", "");
    }

    @Test
    void snapshots_allGone_stateIsReadAgainFromTheTopic() throws IOException {
        String name = "windows-rebuilt";
        pipelineThatHasRead(name, EVENTS / 2, 3, 2);
        deleteSnapshots(name);
        readMore(name, WindowedPipeline.DEFINITION, EVENTS / 2, EVENTS);

        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
    }

    @Test
    void snapshot_newestDamaged_isNamedAndTheOneBeforeUsed() throws IOException {
        String name = "windows-damaged";
        pipelineThatHasRead(name, EVENTS / 2, 3, 2);
        Path newest = snapshots(name).get(0);
        damage(newest);
        List<String> log = logOf(() -> readMore(name, WindowedPipeline.DEFINITION, EVENTS / 2, EVENTS));

        assertThat(log)
                .anySatisfy(line -> assertThat(line).contains(newest.toString()).contains("cannot be used"))
                .anySatisfy(line -> assertThat(line).contains("state as of commit"));
        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
    }

    @Test
    void snapshots_allDamaged_stateIsReadAgainFromTheTopic() throws IOException {
        String name = "windows-all-damaged";
        pipelineThatHasRead(name, EVENTS / 2, 3, 2);
        for (Path snapshot : snapshots(name)) {
            damage(snapshot);
        }
        List<String> log = logOf(() -> readMore(name, WindowedPipeline.DEFINITION, EVENTS / 2, EVENTS));

        assertThat(log).noneMatch(line -> line.contains("state as of commit"));
        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
    }

    @Test
    void snapshotsAndEvents_gone_isRefusedWithWaysOut() throws Exception {
        String name = "windows-lost";
        pipelineThatHasRead(name, 300, 1, 1);
        deleteSnapshots(name);
        deleteEvents(name, 10);

        assertThatThrownBy(() -> new EmbeddedRun(options(WindowedPipeline.DEFINITION, name, 1)).run())
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.NO_SNAPSHOT);
                    assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("state directory"));
                });
    }

    @Test
    void windows_changed_stateIsReadAgainAndThatIsTold() throws IOException {
        String name = "windows-changed";
        pipelineThatHasRead(name, EVENTS / 2, 3, 1);
        String changed = WindowedPipeline.DEFINITION.replace("last: [5m, 1h]", "last: [6m, 1h]");
        List<String> log = logOf(() -> readMore(name, changed, EVENTS / 2, EVENTS));

        assertThat(log.stream().filter(line -> line.contains("other windows"))).hasSize(1);
        List<String> found = cluster.values(name + ".out");
        List<String> expected = backfilled(changed, 0, EVENTS, 1);
        int before =
                found.size() - (expected.size() - backfilled(0, EVENTS / 2, 1).size());
        assertSame(found.subList(before, found.size()), expected.subList(before, expected.size()));
    }

    @Test
    void windows_changedAndEventsGone_isRefusedAndSaysThatTheyChanged() throws Exception {
        String name = "windows-changed-lost";
        pipelineThatHasRead(name, 300, 1, 1);
        deleteEvents(name, 10);
        String changed = WindowedPipeline.DEFINITION.replace("last: [5m, 1h]", "last: [6m, 1h]");

        assertThatThrownBy(() -> new EmbeddedRun(options(changed, name, 1)).run())
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.NO_SNAPSHOT);
                    assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("former windows"));
                });
    }

    @Test
    void state_largerThanItsMemory_stopsInWordsAndGoesOnWithMore() throws IOException {
        String name = "windows-large";
        TestPipeline.createTopics(name, cluster, 1);
        cluster.send(WindowedPipeline.records(name, 0, EVENTS, 1));
        String small = WindowedPipeline.DEFINITION + "state: {memory: 1m}\n";
        RunOptions options = options(small, name, 2);

        assertThatThrownBy(() -> new EmbeddedRun(options).run()).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.STATE_TOO_LARGE);
            assertThat(failure.diagnostic().message())
                    .contains("may take 1 MiB")
                    .contains("keys");
        });
        // The former owner has said that it is over, and nothing was lost or written twice.
        new EmbeddedRun(options(WindowedPipeline.DEFINITION, name, 2)).run();
        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));

        assertThatThrownBy(() -> new EmbeddedRun(options).run())
                .as("a state that is too large for the memory it is restored into")
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.STATE_TOO_LARGE));
    }

    @Test
    void snapshot_directoryThatCannotBeWritten_runGoesOnAndTellsOnce() throws IOException {
        String name = "windows-unwritable";
        Path blocked = Files.writeString(directory.resolve(name), "a file where the directory should be");
        List<String> log = logOf(() -> pipelineThatHasRead(name, EVENTS, 3, 1));

        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
        assertThat(log.stream().filter(line -> line.contains("cannot be written")))
                .as("once in each of three runs")
                .hasSize(3);
        assertThat(blocked).isRegularFile();
    }

    @Test
    void snapshot_onAFullDisk_runGoesOnTellsOnceAndLeavesNoHalfFile() throws Exception {
        String name = "windows-full-disk";
        TestPipeline.createTopics(name, cluster, 1);
        cluster.send(WindowedPipeline.records(name, 0, EVENTS, 1));
        Path definition = Files.writeString(
                directory.resolve("full.yaml"),
                WindowedPipeline.DEFINITION.replace("NAME", name).replace("BROKERS", cluster.brokers()));
        try (ChildPipeline child = ChildPipeline.startWithFullDisk(64, definition, directory)) {
            assertThat(child.awaitLine("DONE", "FAILED")).startsWith("DONE");
            assertThat(child.awaitExit()).isZero();
            assertThat(child.lines().stream().filter(line -> line.contains("cannot be written")))
                    .hasSize(1);
        }
        assertThat(directory.resolve(name)).isEmptyDirectory();
        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
    }

    @Test
    void snapshot_underLowTraffic_isWrittenWithoutFurtherEvents() throws IOException {
        String name = "windows-quiet";
        TestPipeline.createTopics(name, cluster, 1);
        cluster.send(WindowedPipeline.records(name, 0, 2000, 1));
        RunOptions options = RunOptions.of(TestPipeline.load(WindowedPipeline.DEFINITION, name, cluster))
                .withWorkers(2)
                .withStateDirectory(directory)
                .withSnapshotInterval(Duration.ofMillis(200));
        try (RunningPipeline running = RunningPipeline.start(options).awaitRead(2000)) {
            // One event later than the interval begins a cut; nothing comes after it.
            running.await(() -> running.run.status().uptime().compareTo(Duration.ofSeconds(1)) > 0);
            cluster.send(WindowedPipeline.records(name, 2000, 2001, 1));
            running.await(() -> !snapshots(name).isEmpty());
            cluster.send(WindowedPipeline.records(name, 2001, 2002, 1));
            running.awaitRead(2002);
            running.stop();
        }
        readMore(name, WindowedPipeline.DEFINITION, 2002, 3000);
        assertSame(cluster.values(name + ".out"), backfilled(0, 3000, 1));
    }

    @Test
    void run_stoppedInTheMiddleOfCuts_goesOnAsIfItHadNot() throws IOException {
        String name = "windows-stopped";
        TestPipeline.createTopics(name, cluster, 1);
        RunOptions options = options(WindowedPipeline.DEFINITION, name, 2).withUntilEnd(false);
        for (int from = 0; from < EVENTS; from += EVENTS / 3) {
            try (RunningPipeline running = RunningPipeline.start(options).awaitRunning()) {
                for (int sent = from; sent < from + EVENTS / 3; sent += 200) {
                    cluster.send(WindowedPipeline.records(name, sent, sent + 200, 1));
                }
                running.awaitRead(1);
                running.stop();
            }
        }
        new EmbeddedRun(options(WindowedPipeline.DEFINITION, name, 4)).run();
        assertSame(cluster.values(name + ".out"), backfilled(0, EVENTS, 1));
    }

    /** A pipeline that has read events from 0, in so many runs, with as many snapshots as there can be. */
    private void pipelineThatHasRead(String name, int events, int runs, int workers) {
        TestPipeline.createTopics(name, cluster, 1);
        int each = events / runs;
        for (int run = 0; run < runs; run++) {
            cluster.send(WindowedPipeline.records(name, run * each, (run + 1) * each, 1));
            new EmbeddedRun(options(WindowedPipeline.DEFINITION, name, workers)).run();
        }
    }

    private void readMore(String name, String definition, int from, int to) {
        cluster.send(WindowedPipeline.records(name, from, to, 1));
        new EmbeddedRun(options(definition, name, 1)).run();
    }

    private RunOptions options(String definition, String name, int workers) {
        return RunOptions.of(TestPipeline.load(definition, name, cluster))
                .withUntilEnd(true)
                .withWorkers(workers)
                .withCommitInterval(Duration.ofMillis(5))
                .withStateDirectory(directory)
                .withSnapshotInterval(Duration.ZERO);
    }

    private List<String> backfilled(int from, int to, int workers) throws IOException {
        return backfilled(WindowedPipeline.DEFINITION, from, to, workers);
    }

    private List<String> backfilled(String definition, int from, int to, int workers) throws IOException {
        Path in = Files.write(
                directory.resolve("in.jsonl"),
                IntStream.range(from, to).mapToObj(WindowedPipeline::event).toList());
        BackfillOptions options = BackfillOptions.of(
                        TestPipeline.load(definition, "history", "nowhere:1"), in, directory.resolve("out.jsonl"))
                .withOverwrite(true)
                .withWorkers(workers);
        new Backfill(options).run();
        return Files.readAllLines(options.to());
    }

    /** Names the first difference: the whole of both is too much to read. */
    private static void assertSame(List<String> found, List<String> expected) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as("record %d", i).isEqualTo(expected.get(i));
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    private static List<String> rejected(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(WindowedPipeline::event)
                .filter(event -> event.startsWith("{broken") || event.contains("\"amount\":-1"))
                .toList();
    }

    /** The newest first. */
    private List<Path> snapshots(String name) {
        if (!Files.isDirectory(directory.resolve(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteSnapshots(String name) throws IOException {
        for (Path snapshot : snapshots(name)) {
            Files.delete(snapshot);
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static void deleteEvents(String name, long before) throws Exception {
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(name + ".in", 0), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    /** What is logged meanwhile. */
    private static List<String> logOf(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.forebay.runtime");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            work.run();
        } finally {
            logger.detachAppender(appender);
        }
        return List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
