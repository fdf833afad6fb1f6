package dev.forebay.runtime.transaction;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.JournalCodec;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.JournalTopic;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.runtime.rejected.DeadLetterRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on Kafka: a transactional producer, made anew whenever it failed, and a reader of the journal.
 *
 * <p>One thread at a time.
 */
final class KafkaChannel implements CommitChannel, AutoCloseable {
    private final KafkaSettings settings;
    private final OutputTopics topics;
    private final DeadLetterOutput deadLetters;
    private final OutputRecords outputRecords;
    private final ChannelPatience patience;
    private final AtomicReference<@Nullable Exception> sendFailure = new AtomicReference<>();
    private final Callback noteFailure = (metadata, exception) -> {
        if (exception != null) {
            sendFailure.compareAndSet(null, exception);
        }
    };

    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable JournalTopic journal;

    KafkaChannel(
            KafkaSettings settings,
            OutputTopics topics,
            DeadLetterOutput deadLetters,
            String digest,
            ChannelPatience patience) {
        this.settings = settings;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.outputRecords = new OutputRecords(topics, digest);
        this.patience = patience;
    }

    @Override
    public void open() {
        attempt("becoming the owner of '" + settings.transactionalId() + "'", () -> {
            discard();
            Producer<byte[], byte[]> fresh = new KafkaProducer<>(
                    settings.producer(topics.maxRequestBytes()), new ByteArraySerializer(), new ByteArraySerializer());
            producer = fresh;
            fresh.initTransactions();
            return null;
        });
        patience.answered();
    }

    @Override
    public Optional<JournalRecord> last() {
        return attempt("reading the journal", () -> {
            JournalTopic reader = journal;
            if (reader == null) {
                reader = new JournalTopic(topics.journal(), settings.journalConsumer());
                journal = reader;
            }
            return reader.last();
        });
    }

    @Override
    public void begin() {
        attempt("beginning a transaction", () -> {
            sendFailure.set(null);
            producer().beginTransaction();
            return null;
        });
    }

    @Override
    public void send(EncodedFrame frame) {
        attempt("writing output", () -> {
            Producer<byte[], byte[]> to = producer();
            for (int i = 0; i < frame.records; i++) {
                send(to, outputRecords.of(frame, i));
            }
            sendDeadLetters(frame, to);
            throwSendFailure();
            return null;
        });
    }

    /** The callback hears of a failure, and a commit fails for it; nobody waits for the record's own future. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Producer<byte[], byte[]> to, ProducerRecord<byte[], byte[]> record) {
        to.send(record, noteFailure);
    }

    private void sendDeadLetters(EncodedFrame frame, Producer<byte[], byte[]> to) {
        if (frame.rejected.isEmpty()) {
            return;
        }
        if (topics.deadLetters() == null) {
            deadLetters.appendToFile(frame);
            return;
        }
        for (DeadLetter letter : frame.rejected) {
            byte[] reasons = deadLetters.reasons(letter);
            DeadLetterRecord record =
                    DeadLetterRecord.of(letter, reasons, topics.deadLetters().maxMessageBytes());
            send(to, outputRecords.of(letter, record, topics.deadLetters()));
        }
    }

    @Override
    public void commit(JournalRecord record) {
        attempt("committing", () -> {
            if (record.kind() == JournalRecord.Kind.COMMIT) {
                deadLetters.force();
            }
            Producer<byte[], byte[]> to = producer();
            byte[] key = (record.kind() == JournalRecord.Kind.HEARTBEAT
                            ? "heartbeat"
                            : record.kind() == JournalRecord.Kind.COMMIT
                                    ? "commit-" + record.number()
                                    : "owner-" + record.instance().id() + "-" + record.kind())
                    .getBytes(StandardCharsets.UTF_8);
            send(to, new ProducerRecord<>(topics.journal(), 0, key, JournalCodec.encode(record)));
            if (record.kind() == JournalRecord.Kind.COMMIT) {
                to.sendOffsetsToTransaction(offsets(record.next()), group());
            }
            commitPatiently(to);
            return null;
        });
        patience.answered();
    }

    /** A commit that is not answered in time may be asked for again; while that goes on it is said. */
    private void commitPatiently(Producer<byte[], byte[]> to) {
        for (int attempt = 1; ; attempt++) {
            try {
                to.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (attempt == ChannelPatience.COMMIT_ATTEMPTS) {
                    throw e;
                }
                patience.waiting(e);
            }
        }
    }

    @Override
    public void pause(int attempt, ChannelFailure failure) {
        patience.pause(attempt, failure);
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) ->
                offsets.put(new TopicPartition(settings.topic(), partition), new OffsetAndMetadata(offset)));
        return offsets;
    }

    /** The group alone: partitions are assigned by us, so there is no membership that a broker could check. */
    @SuppressWarnings("removal")
    private ConsumerGroupMetadata group() {
        return new ConsumerGroupMetadata(settings.group());
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("the channel is not open");
        }
        return open;
    }

    private void throwSendFailure() {
        Exception failed = sendFailure.get();
        if (failed instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    private <T> T attempt(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (RunFailure | IllegalArgumentException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // A transaction fails with what it became; what made it so is what a record's own failure says.
            Exception sent = sendFailure.get();
            Throwable cause = KafkaFailures.root(sent == null ? e : sent);
            if (KafkaFailures.isFinal(cause)) {
                throw KafkaFailures.explain(cause, doing, settings);
            }
            boolean fenced = KafkaFailures.root(e) instanceof ProducerFencedException
                    || KafkaFailures.root(e) instanceof InvalidProducerEpochException
                    || cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException;
            throw new ChannelFailure(doing + ": " + cause, cause, fenced);
        }
    }

    private void discard() {
        Producer<byte[], byte[]> former = producer;
        producer = null;
        sendFailure.set(null);
        if (former != null) {
            former.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        discard();
        JournalTopic reader = journal;
        journal = null;
        if (reader != null) {
            reader.close();
        }
    }

    /** Where dead letters go that do not go to a topic, and what they say. */
    interface DeadLetterOutput {
        byte[] reasons(DeadLetter letter);

        /** Appends a frame's letters to the file, once however often the frame is sent. */
        void appendToFile(EncodedFrame frame);

        void force();

        /** Length of the file; -1 where there is none. */
        long fileBytes();
    }

    /** Whether giving up is still far away. */
    static RunFailure stoppedEarly(ChannelFailure failure) {
        return RunFailure.caused(
                RuntimeCode.STOPPED_EARLY,
                failure,
                "stopped before everything in flight was committed: " + failure.getMessage(),
                "nothing is lost: what was not committed is read again at the next start");
    }
}
