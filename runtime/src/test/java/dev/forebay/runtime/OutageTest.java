package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The broker goes away and comes back. */
class OutageTest {

    @Test
    void run_brokerAwayLongerThanTheTransactionLasts_losesAndDoublesNothing() {
        try (TestCluster cluster = new TestCluster()) {
            TestPipeline.createTopics("outage", cluster, 1);
            // The broker gives transactions up after 2 s, so every one that is open when it leaves is aborted.
            RunOptions options = RunOptions.of(TestPipeline.load("outage", cluster))
                    .withCommitInterval(Duration.ofMillis(1500))
                    .withClientProperties(Map.of("transaction.timeout.ms", "2000"));
            try (RunningPipeline pipeline = RunningPipeline.start(options)) {
                pipeline.awaitRunning();
                send(cluster, 0, 500);
                pipeline.awaitRead(500);
                for (int outage = 1; outage <= 2; outage++) {
                    send(cluster, outage * 500, 500);
                    // Now the events are read and written, and the transaction is open for another second or so.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
                    cluster.broker().stop();
                    pipeline.await(() -> pipeline.run.status().phase() == RunStatus.Phase.WAITING_FOR_BROKER);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
                    cluster.broker().startAgain();
                    pipeline.awaitRead(500L * (outage + 1));
                }
                RunSummary summary = pipeline.stop();
                assertThat(summary.read()).isEqualTo(1500);
            }
            List<String> expected = IntStream.range(0, 1500)
                    .mapToObj(i -> "{\"id\":\"e" + i + "\",")
                    .toList();
            List<String> found = cluster.values("outage.out").stream()
                    .map(value -> value.substring(0, value.indexOf(',') + 1))
                    .toList();
            assertThat(found).isEqualTo(expected);
        }
    }

    private static void send(TestCluster cluster, int from, int count) {
        cluster.send(
                "outage.in",
                0,
                IntStream.range(from, from + count)
                        .mapToObj(i -> TestPipeline.event(i, 1))
                        .toArray(String[]::new));
    }
}
