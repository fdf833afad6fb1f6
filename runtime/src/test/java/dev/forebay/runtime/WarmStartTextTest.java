package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a user reads who asks for a history that cannot be taken, word for word. After a change of the words, run with
 * {@code -Dgolden.update=true} and read the difference.
 */
class WarmStartTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/runtime/bootstrap/golden");
    private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");

    private static TestCluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
        TestPipeline.createTopics("payments", cluster, 2);
        cluster.broker().createTopic("payments.old", 3);
        TestPipeline.createTopics("single", cluster, 1);
        cluster.send(
                "payments.in",
                0,
                IntStream.range(0, 6).mapToObj(i -> TestPipeline.event(i, 1)).toArray(String[]::new));
        cluster.send("single.in", 0, TestPipeline.event(1, 1));
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file-without-until|history.jsonl|",
                "end-malformed|payments.in:soon..|",
                "times-inverted|payments.in:2026-03-01..2026-02-01|",
                "neither-topic-nor-file|pay ments|",
                "broker-of-another-cluster|kafka-2:9092/payments.in|",
                "offsets-inverted|payments.in:0=5,1=0..0=3,1=0|",
                "offsets-not-there|payments.in:..0=50,1=0|",
                "offset-of-a-partition-missing|payments.in:..0=3|",
                "offset-without-partition|payments.in:..3|",
                "offset-of-no-partition|payments.in:..0=3,1=0,7=2|",
                "range-empty|payments.in:2027-01-01..|",
                "topic-unknown|payments.inn|",
                "topic-partitioned-otherwise|payments.old|",
                "until-with-the-source|payments.in|2026-03-01T00:00:00Z",
                "file-missing|DIRECTORY/nowhere.jsonl|2026-03-01T00:00:00Z",
            })
    void history_thatCannotBeTaken_isToldAsReviewed(String name, String bootstrap, @Nullable String until)
            throws IOException {
        assertGolden(name, failure("payments", TestPipeline.DEFINITION, bootstrap, until));
    }

    @Test
    void file_withoutIdsOrTimes_isToldAsReviewed() throws IOException {
        Path file = Files.writeString(directory.resolve("history.jsonl"), TestPipeline.event(1, 1) + "\n");
        assertGolden(
                "no-event-id",
                failure(
                        "payments",
                        TestPipeline.DEFINITION.replace("{id: id, time", "{time"),
                        file.toString(),
                        T.toString()));
        assertGolden(
                "no-event-time",
                failure(
                        "payments",
                        TestPipeline.DEFINITION.replace("{id: id, time: time, lateness: 1h}", "{id: id}"),
                        file.toString(),
                        T.toString()));
    }

    @Test
    void pipeline_orderedByTime_isToldAsReviewed() throws IOException {
        assertGolden(
                "order-by-time",
                failure(
                        "payments",
                        TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 1h, order: time}"),
                        "payments.in",
                        null));
    }

    @Test
    void pipeline_orderedByTimeBeforeItsHistoryIsBehindIt_isToldAsReviewed() throws IOException {
        TestPipeline.createTopics("reordered", cluster, 1);
        cluster.send("reordered.in", 0, TestPipeline.event(1, 1), TestPipeline.event(2, 1));
        Path file = Files.writeString(directory.resolve("history.jsonl"), TestPipeline.event(1, 1) + "\n");
        new EmbeddedRun(RunOptions.of(TestPipeline.load("reordered", cluster))
                        .withStateDirectory(directory)
                        .withUntilEnd(true)
                        .withBootstrap(HistorySource.parse(file.toString(), T)))
                .run();
        RunOptions ordered = RunOptions.of(TestPipeline.load(
                        TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 1h, order: time}"),
                        "reordered",
                        cluster))
                .withStateDirectory(directory)
                .withUntilEnd(true);
        assertGolden(
                "order-by-time-at-the-seam",
                catchThrowableOfType(RunFailure.class, () -> new EmbeddedRun(ordered).run()));
    }

    @Test
    void pipeline_withAHistory_isToldTheWaysOut() throws IOException {
        RunOptions options = RunOptions.of(TestPipeline.load("single", cluster))
                .withStateDirectory(directory)
                .withUntilEnd(true);
        assertThat(new EmbeddedRun(options).run().emitted()).isEqualTo(1);
        assertGolden("history-there", failure("single", TestPipeline.DEFINITION, "single.in", null));
        TestPipeline.createTopics("begun", cluster, 1);
        cluster.send("begun.in", 0, TestPipeline.event(1, 1), TestPipeline.event(2, 1));
        new EmbeddedRun(RunOptions.of(TestPipeline.load("begun", cluster))
                        .withStateDirectory(directory)
                        .withUntilEnd(true)
                        .withBootstrap(HistorySource.parse("begun.in:..1", null)))
                .run();
        assertGolden("another-history-there", failure("begun", TestPipeline.DEFINITION, "begun.in", null));
    }

    private RunFailure failure(String name, String definition, String bootstrap, @Nullable String until) {
        String text = bootstrap.replace("DIRECTORY", directory.toString());
        return catchThrowableOfType(
                RunFailure.class,
                () -> new EmbeddedRun(RunOptions.of(TestPipeline.load(definition, name, cluster))
                                .withStateDirectory(directory)
                                .withUntilEnd(true)
                                .withBootstrap(HistorySource.parse(text, until == null ? null : Instant.parse(until))))
                        .run());
    }

    private void assertGolden(String name, RunFailure failure) throws IOException {
        String text = DiagnosticRenderer.render(failure.diagnostic())
                .replace(cluster.brokers(), "localhost:9092")
                .replace(directory.toAbsolutePath().toString(), "/data");
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(List.of(text.split("\n"))).isEqualTo(Files.readAllLines(golden));
    }
}
