package dev.forebay.runtime.request;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.forebay.definition.Definition;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.kafka.KafkaSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Score on request over HTTP: {@code POST /v1/pipelines/NAME/score}, and what describes it, {@code GET /v1/openapi.json}.
 *
 * <p><b>Bounds</b>: so many requests compute at once, so many wait, all others get 429; bodies, batches and the time that a request may take to
 * arrive are bounded too. <b>Errors</b>: what is wrong with a request is told with a status of 400 to 499, what is wrong here with 503;
 * there is no 500. <b>Threads</b>: its own.
 */
public final class RequestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestServer.class);
    private static final int BACKLOG = 128;
    private static final int QUEUED = 256;
    private static final long MOST_DRAINED = 16 << 20;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final SourceRecorder recorder;

    /**
     * How much requests may take.
     *
     * @param computing how many compute at once
     * @param waiting how many wait for that
     * @param patienceMillis how long they wait before they are sent away
     */
    public record Limits(int computing, int waiting, long patienceMillis) {
        /** Four at once, 32 that wait, for a second at most. */
        public static final Limits DEFAULT = new Limits(4, 32, 1000);
    }

    /**
     * What is served.
     *
     * @param release the digest of the release
     * @param partitions how many the source topic has
     * @param flow the run's; null while there is none whose state is whole
     */
    public record Served(
            Definition definition,
            Plan plan,
            String release,
            KafkaSettings settings,
            int partitions,
            FrameFactory frames,
            Supplier<@Nullable FrameFlow> flow) {}

    private RequestServer(HttpServer server, ThreadPoolExecutor threads, SourceRecorder recorder) {
        this.server = server;
        this.threads = threads;
        this.recorder = recorder;
    }

    /**
     * Starts listening.
     *
     * @param address port 0 for any free one
     * @throws RunFailure where that cannot be
     */
    public static RequestServer start(InetSocketAddress address, Limits limits, Served served) {
        ServerSettings.apply();
        HttpServer http;
        try {
            http = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw RunFailure.caused(
                    RuntimeCode.REQUEST_PORT,
                    e,
                    "requests cannot be listened for on " + address.getHostString() + ":" + address.getPort(),
                    "the system says: " + e.getMessage(),
                    "choose another port");
        }
        SourceRecorder recorder = new SourceRecorder(served.settings(), served.partitions());
        Admission admission = new Admission(
                () -> served.frames().previewer(Events.MOST, Scoring.MOST_ROWS),
                limits.computing(),
                limits.waiting(),
                limits.patienceMillis());
        Scoring scoring = new Scoring(served.plan(), served.release(), admission, served.flow(), recorder);
        Routes routes = new Routes(served.definition(), scoring);
        // More threads than requests are let in, so that one that is sent away does not wait for it.
        int count = limits.computing() + limits.waiting() + 8;
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUED),
                RequestServer::thread,
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        http.setExecutor(threads);
        http.createContext("/", exchange -> serve(exchange, routes));
        http.start();
        return new RequestServer(http, threads, recorder);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "forebay-request");
        thread.setDaemon(true);
        return thread;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, Routes routes) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = routes.answer(exchange);
            } catch (Refusal refusal) {
                drain(exchange);
                if (refusal.retryAfterSeconds() > 0) {
                    exchange.getResponseHeaders().set("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
                }
                answer = new Answer(refusal.status(), refusal.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("a request could not be answered", e);
                answer = new Answer(
                        503,
                        Refusal.of(503, "failed", "the request could not be answered; the log says why", "")
                                .body());
            }
            send(exchange, answer);
        }
    }

    /** Who still sends does not read: without this an early answer would be lost in the connection that breaks. */
    private static void drain(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        byte[] gone = new byte[1 << 13];
        for (long left = MOST_DRAINED; left > 0; ) {
            int read = body.read(gone);
            left = read < 0 ? 0 : left - read;
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
        byte[] body = answer.body();
        boolean isHead = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(answer.status(), isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        recorder.close();
    }
}
