package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.jobs.JobArguments;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * W2 as a loop over the plain Kafka clients, one thread, tuned: the limit the others are compared with. It computes inside the
 * deserializer, from the consumer's buffer. It commits no offsets, has no transactions and stores no state: it is a bound, not a program to run. Runs until it is stopped.
 */
public final class PlainLoop {

    private static final Duration POLL = Duration.ofMillis(100);

    private final JobArguments job;
    private final ByHand hand;
    private final ToOutput output;
    private long rejected;

    PlainLoop(JobArguments job) {
        this.job = job;
        hand = new ByHand(VectorScaler.read(job.scaler()));
        output = new ToOutput(hand, new HandRows(job.avro()));
    }

    public static void main(String[] arguments) {
        new PlainLoop(JobArguments.of(arguments)).run(Long.MAX_VALUE);
    }

    /** Takes {@code count} events and returns how many it rejected, when all outputs are acknowledged. */
    long run(long count) {
        Map<String, Object> consumer = new HashMap<>(job.consumer());
        consumer.put("enable.auto.commit", "false");
        Map<String, Object> producer = new HashMap<>(job.producer());
        try (var in = new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), output);
                var out = new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            in.assign(in.partitionsFor(job.input()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            copy(in, out, count);
            out.flush();
        }
        return rejected;
    }

    private void copy(KafkaConsumer<byte[], byte[]> in, KafkaProducer<byte[], byte[]> out, long count) {
        long[] newest = new long[in.assignment().size()];
        long done = 0;
        while (done < count) {
            hand.horizon(Arrays.stream(newest).min().orElse(0));
            ConsumerRecords<byte[], byte[]> events = in.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> event : events) {
                newest[event.partition()] = Math.max(newest[event.partition()], event.timestamp());
                boolean accepted = output.rejected.isEmpty() || !output.rejected.remove(event.value());
                send(out, accepted ? job.output() : job.rejected(), event);
                rejected += accepted ? 0 : 1;
            }
            done += events.count();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> out, String topic, ConsumerRecord<byte[], byte[]> event) {
        var unused = out.send(new ProducerRecord<>(topic, event.key(), event.value()), (sent, failure) -> {
            if (failure != null) {
                System.err.println("not sent: " + failure);
            }
        });
    }

    /** From an event's bytes in the consumer's buffer to the output's bytes, without anything in between; a copy of the event when it is rejected. */
    private static final class ToOutput implements Deserializer<byte[]> {

        private final ByHand hand;
        private final HandRows rows;
        private final Set<byte[]> rejected = Collections.newSetFromMap(new IdentityHashMap<>());

        ToOutput(ByHand hand, HandRows rows) {
            this.hand = hand;
            this.rows = rows;
        }

        @Override
        public byte[] deserialize(String topic, byte @Nullable [] data) {
            throw new UnsupportedOperationException("the buffer form is used");
        }

        @Override
        public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
            int from = data.arrayOffset() + data.position();
            if (!hand.compute(data.array(), from, from + data.remaining())) {
                byte[] event = Arrays.copyOfRange(data.array(), from, from + data.remaining());
                rejected.add(event);
                return event;
            }
            return rows.write(data.array(), hand.idFrom(), hand.idTo(), hand.vector());
        }
    }
}
