package dev.forebay.benchmarks.latency;

import dev.forebay.benchmarks.memory.EventBytes;
import dev.forebay.broker.BrokerOptions;
import dev.forebay.broker.EmbeddedKafka;
import dev.forebay.runtime.EmbeddedRun;
import dev.forebay.runtime.RunOptions;
import dev.forebay.runtime.RunStatus;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One request after the other to a run of W2 that gets events all the time. */
final class HttpRequests {
    private static final int EVENTS_A_MILLISECOND = 3;
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 10_000;

    private final EventBytes events;
    private final Path directory;

    HttpRequests(EventBytes events, Path directory) {
        this.events = events;
        this.directory = directory;
    }

    EventLatency.Times times() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(BrokerOptions.defaults())) {
            for (String topic : new String[] {"events", "features", "rejected"}) {
                broker.createTopic(topic, 1, Map.of("retention.ms", "-1"));
            }
            Map<String, String> variables = Map.of(
                    "W2_BROKERS",
                    broker.bootstrapServers(),
                    "W2_STATE",
                    Files.createTempDirectory("forebay-benchmark").toString());
            LoadedPipeline pipeline = PipelineLoader.load(directory.resolve("pipeline.yaml"), variables::get)
                    .pipeline();
            if (pipeline == null) {
                throw new IllegalStateException("W2 does not load");
            }
            return times(broker, pipeline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private EventLatency.Times times(EmbeddedKafka broker, LoadedPipeline pipeline)
            throws IOException, InterruptedException {
        EmbeddedRun run = new EmbeddedRun(
                RunOptions.of(pipeline).withRequests(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        Thread running = new Thread(run::run, "run");
        running.start();
        while (run.status().phase() != RunStatus.Phase.RUNNING && running.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        AtomicBoolean over = new AtomicBoolean();
        Thread load = new Thread(() -> send(broker, over), "load");
        load.start();
        try {
            return ask(run);
        } finally {
            over.set(true);
            load.join();
            run.stop();
            running.join();
        }
    }

    private EventLatency.Times ask(EmbeddedRun run) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI address = URI.create("http://127.0.0.1:" + run.requestPort() + "/v1/pipelines/w2/score");
        long[] nanos = new long[WARM_UP + MEASURED];
        for (int i = 0; i < nanos.length; i++) {
            int event = i % events.count();
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            events.bytes(), events.from(event), events.to(event) - events.from(event)))
                    .build();
            long before = System.nanoTime();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            nanos[i] = System.nanoTime() - before;
            if (status != 200 && status != 422) {
                throw new IllegalStateException("status " + status);
            }
        }
        double rate = run.status().readPerSecond();
        return EventLatency.times(
                "HTTP, while %.0f events a second come in".formatted(rate),
                1,
                Arrays.copyOfRange(nanos, WARM_UP, nanos.length));
    }

    private void send(EmbeddedKafka broker, AtomicBoolean over) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Deque<Future<RecordMetadata>> sent = new ArrayDeque<>();
            for (int i = 0; !over.get(); i++) {
                int event = i % events.count();
                sent.add(producer.send(new ProducerRecord<>(
                        "events", Arrays.copyOfRange(events.bytes(), events.from(event), events.to(event)))));
                if (sent.size() > MOST_IN_FLIGHT) {
                    sent.remove().get();
                }
                if (i % EVENTS_A_MILLISECOND == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
