package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory in flight is bounded in bytes, not only in events. */
class BigEventsTest {
    private static final int PARTITIONS = 12;
    private static final int EVENT_BYTES = 1_000_000;
    private static final int EVENTS = 500;
    private static final int BROKEN = EVENTS / 20;

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
    void events_ofAMegabyteOnManyPartitions_passThroughASmallHeap() throws IOException, InterruptedException {
        cluster.broker().createTopic("big.in", PARTITIONS, Map.of("retention.ms", "-1"));
        cluster.broker().createTopic("big.out", PARTITIONS, Map.of("retention.ms", "-1"));
        cluster.broker().createTopic("big.rejected", PARTITIONS, Map.of("retention.ms", "-1"));
        // 200 MB as they are, and 300 MB that a fetch of a few MB unpacks to: either would fill the heap at once.
        for (int sent = 0; sent < EVENTS; sent += 25) {
            cluster.send(events("big", sent, 25, PARTITIONS), sent < 200 ? "none" : "gzip");
        }

        Path definition = Files.writeString(
                directory.resolve("big.yaml"),
                TestPipeline.DEFINITION.replace("NAME", "big").replace("BROKERS", cluster.brokers()));
        try (ChildPipeline child = ChildPipeline.startWithHeap("160m", definition, directory.resolve("state"))) {
            assertThat(child.awaitLine("DONE", "FAILED"))
                    .startsWith("DONE")
                    .contains("read=" + EVENTS)
                    .contains("emitted=" + (EVENTS - BROKEN))
                    .contains("rejected=" + BROKEN);
            assertThat(child.awaitExit()).isZero();
        }
        List<String> ids = new ArrayList<>();
        for (String value : cluster.values("big.out")) {
            ids.add(value.substring(0, value.indexOf(',')));
        }
        assertThat(ids).hasSize(EVENTS - BROKEN).doesNotHaveDuplicates();
        assertThat(cluster.records("big.rejected"))
                .hasSize(BROKEN)
                .allSatisfy(record -> assertThat(record.value()).hasSize(EVENT_BYTES));
    }

    @Test
    @Tag("stress")
    void state_ofBigEvents_isRestoredInASmallHeap() throws IOException, InterruptedException {
        String name = "again";
        TestPipeline.createTopics(name, cluster, 2);
        cluster.send(events(name, 0, 150, 2), "gzip");
        Path definition = Files.writeString(
                directory.resolve("again.yaml"),
                TestPipeline.DEFINITION
                        .replace("lateness: 1h}", "lateness: 1h, duplicates: {reject: {within: 24h}}}")
                        .replace("NAME", name)
                        .replace("BROKERS", cluster.brokers()));
        Path state = directory.resolve("state");
        try (ChildPipeline child = ChildPipeline.startWithHeap("100m", definition, state)) {
            assertThat(child.awaitLine("DONE", "FAILED")).contains("read=150", "rejected=8");
        }
        try (Stream<Path> snapshots = Files.list(state.resolve(name))) {
            for (Path snapshot : snapshots.toList()) {
                Files.delete(snapshot);
            }
        }
        cluster.send(events(name, 1, 1, 2), "none");
        try (ChildPipeline child = ChildPipeline.startWithHeap("100m", definition, state)) {
            assertThat(child.awaitLine("DONE", "FAILED")).contains("read=1,", "duplicate=1");
        }
    }

    /** Every twentieth is broken at its end. */
    private static List<ProducerRecord<byte[], byte[]>> events(String name, int from, int count, int partitions) {
        Header header = new RecordHeader("trace", "t-1".getBytes(StandardCharsets.UTF_8));
        List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            byte[] key = ("k" + i).getBytes(StandardCharsets.UTF_8);
            events.add(new ProducerRecord<>(name + ".in", i % partitions, null, key, event(i), List.of(header)));
        }
        return events;
    }

    private static byte[] event(int number) {
        String begin = TestPipeline.event(number, 1).replace("}", ",\"ballast\":\"");
        String end = number % 20 == 0 ? "\"]" : "\"}";
        String text = begin + "x".repeat(EVENT_BYTES - begin.length() - end.length()) + end;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
