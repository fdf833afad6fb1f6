package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.formats.avro.AvroSchema;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.rejected.DeadLetterRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRunTest {
    private static TestCluster cluster;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void events_goodAndBad_areEmittedAndRejectedOnceAndCounted() {
        TestPipeline.createTopics("first", cluster, 2);
        cluster.send("first.in", 0, TestPipeline.event(1, 10.0), "{broken", TestPipeline.event(2, -1.0));
        cluster.send("first.in", 1, TestPipeline.event(3, 5000.0));

        RunSummary summary = new EmbeddedRun(
                        RunOptions.of(TestPipeline.load("first", cluster)).withUntilEnd(true))
                .run();

        assertThat(cluster.values("first.out"))
                .containsExactly(
                        "{\"id\":\"e1\",\"amount\":10.0,\"amount_log\":2.3978952727983707,\"hour\":1}",
                        "{\"id\":\"e3\",\"amount\":5000.0,\"amount_log\":8.517393171418904,\"hour\":3}");
        assertThat(cluster.values("first.rejected")).containsExactly("{broken", TestPipeline.event(2, -1.0));
        assertThat(summary.read()).isEqualTo(4);
        assertThat(summary.emitted()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(2);
        assertThat(summary.warnings()).containsEntry("plausible", 1L);
        assertThat(summary.byReason()).containsEntry("malformed", 1L).containsEntry("check", 1L);
        List<JournalRecord> journal = cluster.journal("first");
        assertThat(journal).extracting(JournalRecord::kind).startsWith(JournalRecord.Kind.CLAIM);
        assertThat(journal.get(journal.size() - 1).kind()).isEqualTo(JournalRecord.Kind.RELEASE);
        assertThat(journal.get(journal.size() - 1).totals().read()).isEqualTo(4);
    }

    @Test
    void sink_inAvro_getsSingleObjectsOfTheSchemaThatIsPrinted() {
        TestPipeline.createTopics("avro", cluster, 1);
        cluster.send("avro.in", 0, TestPipeline.event(1, 10.0));
        LoadedPipeline pipeline = TestPipeline.load(
                TestPipeline.DEFINITION.replace("{topic: NAME.out}", "{topic: NAME.out, format: avro}"),
                "avro",
                cluster);

        new EmbeddedRun(RunOptions.of(pipeline).withUntilEnd(true)).run();

        AvroSchema schema = FrameFactory.avroSchema(
                pipeline.plan(), pipeline.plan().sinks().get(0).columns());
        ByteBuffer expected = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        expected.put((byte) 0xc3).put((byte) 1).putLong(schema.fingerprint());
        expected.put((byte) 4).put(bytes("e1")).putDouble(10.0).putDouble(2.3978952727983707);
        expected.put((byte) 2);
        assertThat(schema.canonicalForm())
                .isEqualTo("{\"name\":\"forebay.avro\",\"type\":\"record\",\"fields\":["
                        + "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"amount\",\"type\":\"double\"},"
                        + "{\"name\":\"amount_log\",\"type\":\"double\"},{\"name\":\"hour\",\"type\":\"long\"}]}");
        assertThat(cluster.records("avro.out"))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(expected.array()));
    }

    @Test
    void oddRecords_areRejectedWithTheirKeyAndHeadersAndWhatFits() {
        cluster.broker().createTopic("odd.in", 1, Map.of("max.message.bytes", "30000000"));
        cluster.broker().createTopic("odd.out", 1);
        cluster.broker().createTopic("odd.rejected", 1, Map.of("max.message.bytes", "1000000"));
        byte[] large = new byte[20 << 20];
        Arrays.fill(large, (byte) 'x');
        Header header = new RecordHeader("trace", bytes("t-1"));
        cluster.send(List.of(
                new ProducerRecord<>("odd.in", 0, 1000L, bytes("tombstone"), null, List.of(header)),
                new ProducerRecord<>("odd.in", 0, 2000L, bytes("large"), large, List.of(header)),
                new ProducerRecord<>("odd.in", 0, 3000L, null, bytes("")),
                new ProducerRecord<>("odd.in", 0, 4000L, bytes("good"), bytes(TestPipeline.event(1, 1)))));

        RunSummary summary =
                new EmbeddedRun(RunOptions.of(TestPipeline.load("odd", cluster)).withUntilEnd(true)).run();

        assertThat(summary.byReason()).containsOnlyKeys("no_value", "too_large", "malformed");
        assertThat(summary.emitted()).isEqualTo(1);
        List<ConsumerRecord<byte[], byte[]>> letters = cluster.records("odd.rejected");
        assertThat(letters).extracting(ConsumerRecord::timestamp).containsExactly(1000L, 2000L, 3000L);
        ConsumerRecord<byte[], byte[]> tombstone = letters.get(0);
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.key()).isEqualTo(bytes("tombstone"));
        assertThat(tombstone.headers().lastHeader("trace").value()).isEqualTo(bytes("t-1"));
        ConsumerRecord<byte[], byte[]> cut = letters.get(1);
        assertThat(cut.value()).hasSizeBetween(900_000, 1_000_000).containsOnly((byte) 'x');
        assertThat(new String(cut.headers().lastHeader(DeadLetterRecord.CUT).value(), StandardCharsets.UTF_8))
                .startsWith("value: 20971520 bytes, sha256 ");
        assertThat(cluster.read("odd.out").get(0).key()).isEqualTo("good");
    }

    @Test
    void outputTooLargeForItsTopic_rejectsTheEvent() {
        cluster.broker().createTopic("wide.in", 1);
        cluster.broker().createTopic("wide.out", 1, Map.of("max.message.bytes", "2000"));
        cluster.broker().createTopic("wide.rejected", 1);
        String id = "x".repeat(3000);
        cluster.send(
                "wide.in",
                0,
                "{\"id\":\"" + id + "\",\"time\":\"2026-01-01T00:00:00Z\",\"amount\":1}",
                TestPipeline.event(1, 1));

        RunSummary summary = new EmbeddedRun(
                        RunOptions.of(TestPipeline.load("wide", cluster)).withUntilEnd(true))
                .run();

        assertThat(summary.byReason()).containsOnlyKeys("output_too_large");
        assertThat(cluster.values("wide.out")).hasSize(1);
        assertThat(cluster.values("wide.rejected")).hasSize(1);
    }

    @Test
    void outputTooLargeForTheUsersRequests_rejectsTheEvent() {
        TestPipeline.createTopics("narrow", cluster, 1);
        String id = "x".repeat(150_000);
        cluster.send(
                "narrow.in",
                0,
                "{\"id\":\"" + id + "\",\"time\":\"2026-01-01T00:00:00Z\",\"amount\":1}",
                TestPipeline.event(1, 1));

        RunSummary summary = new EmbeddedRun(RunOptions.of(TestPipeline.load("narrow", cluster))
                        .withClientProperties(Map.of("max.request.size", "100000"))
                        .withUntilEnd(true))
                .run();

        assertThat(summary.byReason()).containsOnlyKeys("output_too_large");
        assertThat(cluster.values("narrow.out")).hasSize(1);
        assertThat(cluster.records("narrow.rejected"))
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers()
                                        .lastHeader(DeadLetterRecord.CUT)
                                        .value(),
                                StandardCharsets.UTF_8))
                        .startsWith("value: 1500"));
    }

    @Test
    void requests_tooSmallForTheJournal_areRefused() {
        RunOptions options = RunOptions.of(TestPipeline.load("tiny", cluster))
                .withClientProperties(Map.of("max.request.size", "1000"));
        assertFails(options, RuntimeCode.CLIENT_SETTING, "at least 100000 bytes");
    }

    @Test
    void partitions_addedWhileRunning_areReadFromTheirBeginning() throws Exception {
        TestPipeline.createTopics("wider", cluster, 1);
        RunOptions options = RunOptions.of(TestPipeline.load("wider", cluster));
        try (RunningPipeline running = RunningPipeline.start(options)) {
            running.awaitRunning();
            cluster.send("wider.in", 0, TestPipeline.event(1, 1));
            running.awaitRead(1);
            try (Admin admin = cluster.broker().admin()) {
                admin.createPartitions(Map.of("wider.in", NewPartitions.increaseTo(3)))
                        .all()
                        .get();
            }
            cluster.send("wider.in", 2, TestPipeline.event(2, 1), TestPipeline.event(3, 1));
            running.awaitRead(3);
            cluster.send("wider.in", 1, TestPipeline.event(4, 1));
            running.awaitRead(4);
            assertThat(running.stop().emitted()).isEqualTo(4);
        }
        cluster.send("wider.in", 2, TestPipeline.event(5, 1));
        assertThat(new EmbeddedRun(options.withUntilEnd(true)).run().read()).isEqualTo(1);
        assertThat(cluster.values("wider.out")).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void source_breaksDownWhileReading_endsTheRunAsFailed() {
        TestPipeline.createTopics("breaking", cluster, 1);
        cluster.send("breaking.in", 0, TestPipeline.event(1, 1));
        RunOptions options =
                RunOptions.of(TestPipeline.load("breaking", cluster)).withUntilEnd(true);
        RunOptions breaking =
                options.withClientProperties(Map.of("interceptor.classes", BreakingInterceptor.class.getName()));

        assertFails(breaking, RuntimeCode.DEFECT, "nothing is lost");

        assertThat(new EmbeddedRun(options).run().emitted()).isEqualTo(1);
    }

    /** Runs out of memory over the first events of the source. The clients of a run share their settings, so it is one for all. */
    public static final class BreakingInterceptor
            implements ConsumerInterceptor<Object, Object>, ProducerInterceptor<Object, Object> {
        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            for (TopicPartition partition : records.partitions()) {
                if (partition.topic().endsWith(".in")) {
                    throw new OutOfMemoryError("as if");
                }
            }
            return records;
        }

        @Override
        public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    @Test
    void workers_moreThanOutcomesInFlight_doNotStarveOneAnother() {
        TestPipeline.createTopics("crowded", cluster, 4);
        for (int partition = 0; partition < 4; partition++) {
            cluster.send(
                    "crowded.in",
                    partition,
                    IntStream.range(0, 20_000)
                            .mapToObj(i -> TestPipeline.event(i, 1))
                            .toArray(String[]::new));
        }
        RunSummary summary = new EmbeddedRun(RunOptions.of(TestPipeline.load("crowded", cluster))
                        .withWorkers(150)
                        .withUntilEnd(true))
                .run();
        assertThat(summary.emitted()).isEqualTo(80_000);
    }

    @Test
    void rejected_toAFile_areThereOnceEvenWhenACrashLeftSome(@TempDir Path directory) throws IOException {
        cluster.broker().createTopic("filed.in", 1);
        cluster.broker().createTopic("filed.out", 1);
        Path file = directory.resolve("rejected.jsonl");
        String definition = TestPipeline.DEFINITION.replace(
                "dead_letters: {kafka: {topic: NAME.rejected}}", "dead_letters: {file: \"" + file + "\"}");
        cluster.send(filed("{one", "{two"));
        RunOptions options =
                RunOptions.of(TestPipeline.load(definition, "filed", cluster)).withUntilEnd(true);
        new EmbeddedRun(options).run();
        List<String> first = Files.readAllLines(file);
        assertThat(first).hasSize(2);
        // As a crash leaves it: the next letter is there already, the one after it only half.
        cluster.send(filed("{three", "{four"));
        String third = first.get(0)
                .replace("\"offset\":0", "\"offset\":2")
                .replace("{one", "{three")
                .replace("\"found\":\"one\"", "\"found\":\"three\"");
        Files.writeString(file, third + "\n{\"version\":1,\"pip", StandardOpenOption.APPEND);

        new EmbeddedRun(options).run();

        assertThat(Files.readAllLines(file))
                .hasSize(4)
                .satisfies(
                        lines -> assertThat(lines.get(2)).contains("{three"),
                        lines -> assertThat(lines.get(3)).contains("{four"));
    }

    /** Records that differ in their values only. */
    private static List<ProducerRecord<byte[], byte[]>> filed(String... values) {
        return Stream.of(values)
                .map(value -> new ProducerRecord<byte[], byte[]>("filed.in", 0, 1_767_225_600_000L, null, bytes(value)))
                .toList();
    }

    @Test
    void topic_missing_isNamedWithTheNearest() {
        cluster.broker().createTopic("lone.inn", 1);
        assertFails(
                RunOptions.of(TestPipeline.load("lone", cluster)),
                RuntimeCode.TOPIC_MISSING,
                "did you mean 'lone.inn'?");
    }

    @Test
    void offsets_withoutAJournal_areRefused() throws Exception {
        TestPipeline.createTopics("orphan", cluster, 1);
        cluster.send("orphan.in", 0, TestPipeline.event(1, 1));
        commitOffset("orphan", 1);
        assertFails(
                RunOptions.of(TestPipeline.load("orphan", cluster)), RuntimeCode.NO_JOURNAL, "choose another 'group'");
    }

    @Test
    void offsets_movedBySomebody_areRefused() throws Exception {
        TestPipeline.createTopics("moved", cluster, 1);
        cluster.send("moved.in", 0, TestPipeline.event(1, 1), TestPipeline.event(2, 1));
        RunOptions options = RunOptions.of(TestPipeline.load("moved", cluster)).withUntilEnd(true);
        new EmbeddedRun(options).run();
        commitOffset("moved", 1);
        assertFails(options, RuntimeCode.OFFSETS_MOVED, "put them back to 2");
    }

    @Test
    void events_removedBeforeTheyWereRead_areRefusedUnlessSkipped() throws Exception {
        TestPipeline.createTopics("gone", cluster, 1);
        cluster.send("gone.in", 0, TestPipeline.event(1, 1));
        RunOptions options = RunOptions.of(TestPipeline.load("gone", cluster)).withUntilEnd(true);
        new EmbeddedRun(options).run();
        cluster.send("gone.in", 0, TestPipeline.event(2, 1), TestPipeline.event(3, 1));
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition("gone.in", 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }
        assertFails(options, RuntimeCode.POSITION_LOST, "--skip-lost");

        RunSummary summary = new EmbeddedRun(options.withSkipLost(true)).run();
        assertThat(summary.read()).isEqualTo(1);
        assertThat(cluster.values("gone.out")).hasSize(2);
    }

    @Test
    void topic_deletedAndMadeAgain_isRefused() throws Exception {
        TestPipeline.createTopics("remade", cluster, 1);
        cluster.send("remade.in", 0, TestPipeline.event(1, 1));
        RunOptions options = RunOptions.of(TestPipeline.load("remade", cluster)).withUntilEnd(true);
        new EmbeddedRun(options).run();
        try (Admin admin = cluster.broker().admin()) {
            admin.deleteTopics(List.of("remade.in")).all().get();
        }
        cluster.broker().createTopic("remade.in", 1);
        assertFails(options, RuntimeCode.TOPIC_RECREATED, "give the pipeline another name");
    }

    @Test
    void broker_wrongAddress_isToldInBoundedTime() {
        RunOptions options = RunOptions.of(TestPipeline.load(TestPipeline.DEFINITION, "nobody", "127.0.0.1:1"));
        assertFails(options, RuntimeCode.BROKER_UNREACHABLE, "is the address right");
    }

    private static void commitOffset(String name, long offset) throws Exception {
        try (Admin admin = cluster.broker().admin()) {
            admin.alterConsumerGroupOffsets(
                            name, Map.of(new TopicPartition(name + ".in", 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private static void assertFails(RunOptions options, RuntimeCode code, String note) {
        assertThatThrownBy(() -> new EmbeddedRun(options).run()).isInstanceOfSatisfying(RunFailure.class, failure -> {
            assertThat(failure.diagnostic().code()).isEqualTo(code);
            assertThat(failure.diagnostic().notes()).anyMatch(text -> text.contains(note));
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
