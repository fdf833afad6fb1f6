package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments with {@code order: time}: the bits are those of one run over all events. */
class TimeOrderKillTest {
    private static final int EVENTS_A_ROUND = 1_500;

    @TempDir
    Path directory;

    @Test
    @Tag("stress")
    void run_killedSixtyTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        killAndCompare(60, 20261126);
    }

    private void killAndCompare(int kills, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (TestCluster cluster = new TestCluster()) {
            TestPipeline.createTopics("killed", cluster, 2);
            TestPipeline.createTopics("calm", cluster, 2);
            Path definition = Files.writeString(
                    directory.resolve("killed.yaml"),
                    TimeOrderEvents.DEFINITION.replace("NAME", "killed").replace("BROKERS", cluster.brokers()));
            Path state = directory.resolve("state");
            for (int round = 0; round < kills; round++) {
                List<ProducerRecord<byte[], byte[]>> records =
                        TimeOrderEvents.records("killed", random, all.size(), EVENTS_A_ROUND, true);
                cluster.send(records);
                all.addAll(records);
                try (ChildPipeline child = ChildPipeline.start(definition, state, false)) {
                    if (random.nextInt(5) > 0) {
                        assertThat(child.awaitLine("RUNNING", "FAILED"))
                                .as("seed %d", seed)
                                .isEqualTo("RUNNING");
                        LockSupport.parkNanos(random.nextLong(600_000_000L));
                    } else {
                        LockSupport.parkNanos(random.nextLong(1_500_000_000L));
                    }
                    child.kill();
                }
                if (round % 3 == 1) {
                    delete(state);
                }
            }
            try (ChildPipeline last = ChildPipeline.start(definition, state, true)) {
                assertThat(last.awaitLine("DONE", "FAILED")).startsWith("DONE");
                assertThat(last.awaitExit()).isZero();
            }
            cluster.send(TimeOrderEvents.named(all, "calm"));
            new EmbeddedRun(RunOptions.of(TestPipeline.load(TimeOrderEvents.DEFINITION, "calm", cluster))
                            .withStateDirectory(directory.resolve("calm-state"))
                            .withUntilEnd(true))
                    .run();
            compare(cluster, all.size());
        }
    }

    private static void compare(TestCluster cluster, int sent) {
        List<String> killed = cluster.values("killed.out");
        List<String> calm = cluster.values("calm.out");
        for (int i = 0; i < Math.min(killed.size(), calm.size()); i++) {
            assertThat(killed.get(i)).as("record %d", i).isEqualTo(calm.get(i));
        }
        assertThat(killed).hasSameSizeAs(calm);
        List<JournalRecord> journal = cluster.journal("killed");
        JournalRecord last = journal.get(journal.size() - 1);
        List<JournalRecord> calmJournal = cluster.journal("calm");
        assertThat(last.totalDigest())
                .isEqualTo(calmJournal.get(calmJournal.size() - 1).totalDigest());
        assertThat(last.totals().read()).isEqualTo(sent);
        assertThat(last.totals().held()).isZero();
        assertThat(journal).allSatisfy(record -> {
            assertThat(record.counts().addsUp()).isTrue();
            assertThat(record.totals().addsUp()).isTrue();
            assertThat(record.totals().held()).isNotNegative();
        });
        assertThat(journal)
                .anySatisfy(record -> assertThat(record.totals().held()).isPositive());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
