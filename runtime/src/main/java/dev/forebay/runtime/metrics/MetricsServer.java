package dev.forebay.runtime.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Metrics and health over HTTP: {@code /metrics} (Prometheus text, or OpenMetrics where it is asked for), {@code /health/live} and
 * {@code /health/ready} (200 or 503, with a sentence).
 */
public final class MetricsServer implements AutoCloseable {
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final PrometheusRegistry registry;

    private MetricsServer(HttpServer server, ExecutorService threads, PrometheusRegistry registry) {
        this.server = server;
        this.threads = threads;
        this.registry = registry;
    }

    /**
     * Starts listening.
     *
     * @param address port 0 for any free one
     * @param ready why the run is not ready; empty where it is
     */
    public static MetricsServer start(InetSocketAddress address, PrometheusRegistry registry, Supplier<String> ready) {
        HttpServer http;
        try {
            http = HttpServer.create(address, 16);
        } catch (IOException e) {
            throw RunFailure.caused(
                    RuntimeCode.METRICS_PORT,
                    e,
                    "the metrics endpoint cannot listen on " + address.getHostString() + ":" + address.getPort(),
                    "the system says: " + e.getMessage(),
                    "choose another port");
        }
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "forebay-http");
            thread.setDaemon(true);
            return thread;
        });
        MetricsServer started = new MetricsServer(http, threads, registry);
        http.setExecutor(threads);
        http.createContext("/metrics", started::metrics);
        http.createContext("/health/live", exchange -> answer(exchange, 200, PLAIN, "live\n"));
        http.createContext("/health/ready", exchange -> {
            String notReady = ready.get();
            answer(exchange, notReady.isEmpty() ? 200 : 503, PLAIN, notReady.isEmpty() ? "ready\n" : notReady + "\n");
        });
        http.createContext("/", exchange -> answer(exchange, 404, PLAIN, "/metrics, /health/live, /health/ready\n"));
        http.start();
        return started;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void metrics(HttpExchange exchange) throws IOException {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        MetricSnapshots snapshots = registry.scrape();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenMetricsTextFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
        if (openMetrics.accepts(accept)) {
            openMetrics.write(out, snapshots);
            answer(exchange, 200, openMetrics.getContentType(), out.toByteArray());
            return;
        }
        PrometheusTextFormatWriter text = PrometheusTextFormatWriter.create();
        text.write(out, snapshots);
        answer(exchange, 200, text.getContentType(), out.toByteArray());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        answer(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
