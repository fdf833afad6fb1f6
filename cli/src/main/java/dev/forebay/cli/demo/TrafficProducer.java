package dev.forebay.cli.demo;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes card traffic to a topic at a steady rate, from a thread of its own, until it is stopped. */
public final class TrafficProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficProducer.class);
    private static final long SLICE_NANOS = 10_000_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final CardTraffic traffic;
    private final String topic;
    private final int perSecond;
    private final AtomicLong produced = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    public TrafficProducer(String brokers, String topic, int perSecond, long seed) {
        this.topic = topic;
        this.perSecond = perSecond;
        this.traffic = new CardTraffic(seed, 5_000, 10_000);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ProducerConfig.LINGER_MS_CONFIG, "5",
                        ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                        ProducerConfig.CLIENT_ID_CONFIG, "forebay-demo-traffic"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.thread = new Thread(this::produce, "demo-traffic");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Records handed to the broker so far. */
    public long produced() {
        return produced.get();
    }

    /** How many of them were broken on purpose. */
    public long broken() {
        return broken.get();
    }

    private void produce() {
        long started = System.nanoTime();
        while (!stopping) {
            long due = (System.nanoTime() - started) / 1_000 * perSecond / 1_000_000;
            while (produced.get() < due && !stopping) {
                send();
            }
            LockSupport.parkNanos(SLICE_NANOS);
        }
    }

    private void send() {
        Instant now = Instant.now();
        CardTraffic.Event event = traffic.next(now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
        var unused = producer.send(new ProducerRecord<>(topic, event.key(), event.value()), (metadata, failure) -> {
            if (failure != null) {
                LOG.warn("an event of the demo's traffic was not taken: {}", failure.getMessage());
            }
        });
        produced.incrementAndGet();
        if (event.isBroken()) {
            broken.incrementAndGet();
        }
    }

    /** Stops, and returns when everything produced is in the topic. */
    public void stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            stop();
        }
        producer.close();
    }
}
