package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scraper and an orchestrator see. */
class MetricsTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path state;

    @Test
    void run_withMetrics_tellsCountsAndHealthInBothFormats() throws IOException, InterruptedException {
        try (TestCluster cluster = new TestCluster()) {
            TestPipeline.createTopics("told", cluster, 1);
            cluster.send("told.in", 0, TestPipeline.event(1, 1), "{broken", TestPipeline.event(2, 5000));
            RunOptions options = RunOptions.of(TestPipeline.load("told", cluster))
                    .withMetrics(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (RunningPipeline pipeline = RunningPipeline.start(options)) {
                pipeline.awaitRead(3);

                HttpResponse<String> text = get(pipeline, "/metrics", "text/plain");
                assertThat(text.headers().firstValue("Content-Type"))
                        .hasValue("text/plain; version=0.0.4; charset=utf-8");
                assertThat(text.body())
                        .contains("forebay_events_read_total{pipeline=\"told\"} 3.0\n")
                        .contains("forebay_events_emitted_total{pipeline=\"told\"} 2.0\n")
                        .contains("forebay_events_rejected_total{pipeline=\"told\",reason=\"malformed\"} 1.0\n")
                        .contains("forebay_records_written_total{pipeline=\"told\",sink=\"told.out\"} 2.0\n")
                        .contains("forebay_check_warnings_total{check=\"plausible\",pipeline=\"told\"} 1.0\n")
                        .contains("forebay_end_to_end_latency_seconds_count{pipeline=\"told\"} 3\n")
                        .contains("forebay_build_info{")
                        .endsWith("\n");
                HttpResponse<String> open = get(pipeline, "/metrics", "application/openmetrics-text; version=1.0.0");
                assertThat(open.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/openmetrics-text; version=1.0.0");
                assertThat(open.body()).endsWith("# EOF\n");
                assertThat(get(pipeline, "/health/live", "*/*").statusCode()).isEqualTo(200);
                assertThat(get(pipeline, "/health/ready", "*/*").statusCode()).isEqualTo(200);
                assertThat(pipeline.run.status().samples()).hasSize(1);
                assertThat(pipeline.run.status().rejections())
                        .singleElement()
                        .asString()
                        .startsWith("0:1 malformed");

                cluster.broker().stop();
                pipeline.await(() -> pipeline.run.status().phase() == RunStatus.Phase.WAITING_FOR_BROKER);
                HttpResponse<String> notReady = get(pipeline, "/health/ready", "*/*");
                assertThat(notReady.statusCode()).isEqualTo(503);
                assertThat(notReady.body()).startsWith("waiting for the broker");
                assertThat(get(pipeline, "/health/live", "*/*").statusCode()).isEqualTo(200);
                double lag = lagSeconds(pipeline);
                LockSupport.parkNanos(1_100_000_000L);
                assertThat(lagSeconds(pipeline)).as("grows during an outage").isGreaterThan(lag + 1);
                cluster.broker().startAgain();
                pipeline.awaitRunning();
                pipeline.stop();
            }
        }
    }

    @Test
    void run_withWindows_tellsWhatTheStateHoldsAndHowOldItsSnapshotIs() throws IOException, InterruptedException {
        try (TestCluster cluster = new TestCluster()) {
            TestPipeline.createTopics("held", cluster, 1);
            cluster.send(WindowedPipeline.records("held", 0, 1500, 1));
            RunOptions options = RunOptions.of(TestPipeline.load(WindowedPipeline.DEFINITION, "held", cluster))
                    .withStateDirectory(state)
                    .withSnapshotInterval(Duration.ofMillis(50))
                    .withMetrics(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (RunningPipeline pipeline = RunningPipeline.start(options)) {
                pipeline.awaitRead(1500);
                LockSupport.parkNanos(100_000_000L);
                cluster.send(WindowedPipeline.records("held", 1500, 1600, 1));
                pipeline.await(() -> value(pipeline, "forebay_snapshot_bytes{") > 1000);

                assertThat(value(pipeline, "forebay_events_incomplete_total{")).isPositive();
                assertThat(value(pipeline, "forebay_events_late_total{")).isPositive();
                assertThat(value(pipeline, "forebay_state_keys{by=\"customer\","))
                        .isBetween(10.0, 1000.0);
                assertThat(value(pipeline, "forebay_state_events{by=\"customer, channel\","))
                        .isPositive();
                assertThat(value(pipeline, "forebay_state_window_bytes{by=\"merchant\","))
                        .isPositive();
                assertThat(value(pipeline, "forebay_state_bytes{")).isGreaterThan(100_000);
                assertThat(value(pipeline, "forebay_snapshot_age_seconds{")).isBetween(0.0, 60.0);
                assertThat(value(pipeline, "forebay_snapshot_duration_seconds{"))
                        .isPositive();
                RunSummary summary = pipeline.stop();
                assertThat(summary.incomplete()).isPositive();
                assertThat(summary.late()).isPositive();
                assertThat(cluster.journal("held").stream()
                                .mapToLong(record -> record.counts().incomplete())
                                .sum())
                        .isGreaterThanOrEqualTo(summary.incomplete());
            }
        }
    }

    private double lagSeconds(RunningPipeline pipeline) {
        return value(pipeline, "forebay_consumer_lag_seconds{");
    }

    /** The value of the first metric whose line begins so; NaN for none. */
    private double value(RunningPipeline pipeline, String begin) {
        try {
            return get(pipeline, "/metrics", "text/plain")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(begin))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(RunningPipeline pipeline, String path, String accept)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + pipeline.run.metricsPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }
}
