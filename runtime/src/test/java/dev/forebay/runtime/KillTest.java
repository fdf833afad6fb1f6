package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments: what readers of committed records see is what an undisturbed run writes. */
class KillTest {
    private static final String NAME = "killed";
    private static final String DEFINITION =
            TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 1h, duplicates: {reject: {within: 24h}}}");
    private static final int EVENTS_A_ROUND = 400;

    @TempDir
    Path directory;

    @Test
    void run_killedSomeTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        killAndCompare(6, 20261122);
    }

    @Test
    @Tag("stress")
    void run_killedTwoHundredTimes_writesWhatAnUndisturbedRunWrites() throws Exception {
        killAndCompare(200, 20261123);
    }

    private void killAndCompare(int kills, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        try (TestCluster disturbed = new TestCluster()) {
            TestPipeline.createTopics(NAME, disturbed, 2);
            Path definition = definition(disturbed, "disturbed");
            Path state = directory.resolve("disturbed-state");
            long sent = 0;
            for (int round = 0; round < kills; round++) {
                sent = feed(disturbed, random, sent);
                try (ChildPipeline child = ChildPipeline.start(definition, state, false)) {
                    // Some are killed while they start, the others at any moment of their work.
                    if (random.nextInt(5) > 0) {
                        assertThat(child.awaitLine("RUNNING", "FAILED"))
                                .as("seed %d", seed)
                                .isEqualTo("RUNNING");
                        LockSupport.parkNanos(random.nextLong(400_000_000L));
                    } else {
                        LockSupport.parkNanos(random.nextLong(1_500_000_000L));
                    }
                    child.kill();
                }
            }
            finish(definition, state);
            compareWithUndisturbed(disturbed, sent, seed);
        }
    }

    private void compareWithUndisturbed(TestCluster disturbed, long sent, long seed)
            throws IOException, InterruptedException {
        try (TestCluster calm = new TestCluster()) {
            TestPipeline.createTopics(NAME, calm, 2);
            copyInput(disturbed, calm);
            finish(definition(calm, "calm"), directory.resolve("calm-state"));
            for (String topic : List.of(NAME + ".out", NAME + ".rejected")) {
                assertSame(disturbed.read(topic), calm.read(topic), topic + ", seed " + seed);
            }
            assertAddsUp(disturbed, sent);
            List<JournalRecord> journal = disturbed.journal(NAME);
            List<JournalRecord> calmJournal = calm.journal(NAME);
            assertThat(journal.get(journal.size() - 1).totalDigest())
                    .isEqualTo(calmJournal.get(calmJournal.size() - 1).totalDigest());
        }
    }

    /** Names the first difference: the whole of both is too much to read. */
    private static void assertSame(List<TestCluster.Seen> found, List<TestCluster.Seen> expected, String what) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as("%s, record %d", what, i).isEqualTo(expected.get(i));
        }
        assertThat(found).as(what).hasSameSizeAs(expected);
    }

    private static void assertAddsUp(TestCluster cluster, long sent) {
        List<JournalRecord> commits = cluster.journal(NAME).stream()
                .filter(record -> record.kind() == JournalRecord.Kind.COMMIT)
                .toList();
        assertThat(commits.stream().map(JournalRecord::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, commits.size()).boxed().toList());
        Counts sum = commits.stream().map(JournalRecord::counts).reduce(Counts.NONE, Counts::plus);
        assertThat(sum).isEqualTo(commits.get(commits.size() - 1).totals());
        assertThat(sum.read()).isEqualTo(sent);
        assertThat(sum.addsUp()).isTrue();
        assertThat(sum.reasons()).containsKeys("malformed", "check", "duplicate");
        assertThat(cluster.read(NAME + ".out")).hasSize((int) sum.emitted());
        assertThat(cluster.read(NAME + ".rejected")).hasSize((int) sum.rejected());
    }

    private static void finish(Path definition, Path state) throws IOException, InterruptedException {
        try (ChildPipeline last = ChildPipeline.start(definition, state, true)) {
            assertThat(last.awaitLine("DONE", "FAILED")).startsWith("DONE");
            assertThat(last.awaitExit()).isZero();
        }
    }

    private Path definition(TestCluster cluster, String where) throws IOException {
        String text = DEFINITION.replace("NAME", NAME).replace("BROKERS", cluster.brokers());
        return Files.writeString(
                Files.createDirectories(directory.resolve(where)).resolve("killed.yaml"), text);
    }

    /**
     * Good events, broken ones, ones that a check refuses, and ones that were there before in the same partition: of two with one id in two
     * partitions, the one that is read first counts, and that is not the data's to say.
     */
    private static long feed(TestCluster cluster, Random random, long sentBefore) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < EVENTS_A_ROUND; i++) {
            int number = (int) sentBefore + i;
            int kind = random.nextInt(20);
            String value = kind == 0
                    ? "{broken " + number
                    : TestPipeline.event(
                            kind == 1 ? number - 2 * random.nextInt(150) : number, kind == 2 ? -1 : number / 4.0);
            byte[] key = ("k" + number % 50).getBytes(StandardCharsets.UTF_8);
            records.add(new ProducerRecord<>(
                    NAME + ".in",
                    number % 2,
                    1_767_225_600_000L + number,
                    key,
                    value.getBytes(StandardCharsets.UTF_8)));
        }
        cluster.send(records);
        return sentBefore + EVENTS_A_ROUND;
    }

    private static void copyInput(TestCluster from, TestCluster to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : from.records(NAME + ".in")) {
            records.add(new ProducerRecord<>(
                    record.topic(), record.partition(), record.timestamp(), record.key(), record.value()));
        }
        to.send(records);
    }
}
