package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a scraper and an orchestrator see. */
class MetricsTest {
    private final HttpClient http = HttpClient.newHttpClient();

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

    private double lagSeconds(RunningPipeline pipeline) throws IOException, InterruptedException {
        return get(pipeline, "/metrics", "text/plain")
                .body()
                .lines()
                .filter(line -> line.startsWith("forebay_consumer_lag_seconds{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(RunningPipeline pipeline, String path, String accept)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + pipeline.run.metricsPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }
}
