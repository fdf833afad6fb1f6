package dev.forebay.runtime.request;

import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Produces events of requests to the source topic, outside of the run's transactions: they are input. Connects when it is first needed. Safe to
 * use from several threads.
 */
final class SourceRecorder implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final KafkaSettings settings;
    private final int partitions;
    private final AtomicInteger turn = new AtomicInteger();
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    /** @param partitions how many the source topic has */
    SourceRecorder(KafkaSettings settings, int partitions) {
        this.settings = settings;
        this.partitions = partitions;
    }

    /** The partition of a key, as Kafka's producer chooses it; for no key, one after the other. */
    int partition(byte @Nullable [] key) {
        return key == null
                ? Math.floorMod(turn.getAndIncrement(), partitions)
                : Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Begins to produce an event. */
    Future<RecordMetadata> send(int partition, long timeMillis, byte @Nullable [] key, byte[] value) throws Refusal {
        try {
            return producer().send(new ProducerRecord<>(settings.topic(), partition, timeMillis, key, value));
        } catch (KafkaException e) {
            throw explained(e);
        }
    }

    /** Where an event is, once the broker has it. */
    RecordMetadata await(Future<RecordMetadata> sent) throws Refusal, InterruptedException {
        try {
            return sent.get(PATIENCE_MILLIS + 1000L, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw explained(e);
        } catch (TimeoutException e) {
            throw explained(e);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() throws Refusal {
        if (closed) {
            throw Refusal.later(503, "not_ready", "the run stops", 1);
        }
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(
                    settings.sourceProducer(PATIENCE_MILLIS), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private Refusal explained(Exception thrown) {
        Throwable root = KafkaFailures.root(thrown);
        if (root instanceof AuthorizationException || root instanceof AuthenticationException) {
            return Refusal.of(
                    403,
                    "not_authorised",
                    "the broker does not let this pipeline write to its source topic '" + settings.topic()
                            + "': the event is not recorded",
                    "the right Write on the topic for the pipeline's user, or a request without record=true");
        }
        if (root instanceof RecordTooLargeException) {
            return Refusal.of(
                    413,
                    "too_large",
                    "the source topic does not take an event of that size: it is not recorded",
                    "a smaller event");
        }
        return Refusal.later(
                503,
                "not_recorded",
                "the broker did not confirm the event: it may be recorded or not (" + root.getMessage() + ")",
                1);
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open;
        synchronized (this) {
            closed = true;
            open = producer;
        }
        if (open != null) {
            open.close(Duration.ofSeconds(2));
        }
    }
}
