package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kills a pipeline again and again while events come, and holds what readers of committed records see to what an undisturbed run writes.
 *
 * @param definition with {@code NAME} and {@code BROKERS} where they belong
 * @param partitions of every topic
 * @param reasons for which some of the events are rejected
 */
record KillRounds(Path directory, String definition, int partitions, Feed feed, List<String> reasons) {
    static final String NAME = "killed";
    private static final int MOST_WORKERS = 4;

    /** Makes the events of a round. */
    interface Feed {
        /** The records that come after those already sent. */
        List<ProducerRecord<byte[], byte[]>> next(int sentBefore, Random random);
    }

    void killAndCompare(int kills, long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        try (TestCluster disturbed = new TestCluster()) {
            TestPipeline.createTopics(NAME, disturbed, partitions);
            Path definition = definition(disturbed, "disturbed");
            Path state = directory.resolve("disturbed-state");
            long sent = 0;
            for (int round = 0; round < kills; round++) {
                List<ProducerRecord<byte[], byte[]>> records = feed.next((int) sent, random);
                disturbed.send(records);
                sent += records.size();
                int workers = 1 + random.nextInt(MOST_WORKERS);
                try (ChildPipeline child = ChildPipeline.startWithWorkers(workers, definition, state)) {
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
            TestPipeline.createTopics(NAME, calm, partitions);
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

    private void assertAddsUp(TestCluster cluster, long sent) {
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
        assertThat(sum.reasons()).containsKeys(reasons.toArray(String[]::new));
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
        String text = definition.replace("NAME", NAME).replace("BROKERS", cluster.brokers());
        return Files.writeString(
                Files.createDirectories(directory.resolve(where)).resolve("killed.yaml"), text);
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
