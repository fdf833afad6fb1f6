package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.load.LoadedPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that begins with a backlog reads one partition far ahead of another. What an event sees, with its key in one partition, does not
 * depend on that.
 */
class PartitionSkewTest {
    private static final int EVENTS = 9000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DEFINITION = """
            forebay: 1
            pipeline: NAME
            source:
              kafka: {brokers: "BROKERS", topic: NAME.in}
              format: json
            event: {time: time, lateness: 1s}
            schema: {time: timestamp, key: string}
            windows: {hour: {by: key, last: 1h}}
            features: {seen: COUNT(*) OVER hour}
            output: {keep: [key, time], vector: [seen]}
            sinks:
              - kafka: {topic: NAME.out}
            """;

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
    void backlog_ofSeveralPartitions_isComputedAsEachPartitionAlone() {
        String name = "skew";
        // The third partition is empty, and the fourth has events that do not say when they happened: nobody waits for
        // those for ever.
        TestPipeline.createTopics(name, cluster, 4);
        for (int partition = 0; partition < 2; partition++) {
            cluster.send(name + ".in", partition, events(partition));
        }
        cluster.send(name + ".in", 3, "{\"key\":\"broken\"}");
        LoadedPipeline pipeline = TestPipeline.load(DEFINITION, name, cluster);

        RunSummary summary = new EmbeddedRun(RunOptions.of(pipeline)
                        .withUntilEnd(true)
                        .withSnapshotInterval(Duration.ofMillis(20))
                        .withStateDirectory(directory))
                .run();

        assertThat(summary.emitted()).isEqualTo(2 * EVENTS);
        assertThat(summary.incomplete()).isZero();
        Map<String, List<String>> byKey = cluster.values(name + ".out").stream()
                .collect(Collectors.groupingBy(
                        line -> line.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"), TreeMap::new, Collectors.toList()));
        assertThat(byKey).containsOnlyKeys("k0", "k1");
        byKey.values()
                .forEach(lines -> assertThat(lines)
                        .extracting(line -> Integer.parseInt(line.replaceAll(".*\"seen\":(\\d+).*", "$1")))
                        .containsExactlyElementsOf(IntStream.range(0, EVENTS)
                                .mapToObj(i -> Math.min(i + 1, 60))
                                .toList()));
    }

    /** One event a minute, in order. */
    private static String[] events(int partition) {
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> String.format(
                        Locale.ROOT, "{\"time\":\"%s\",\"key\":\"k%d\"}", START.plusSeconds(60L * i), partition))
                .toArray(String[]::new);
    }
}
