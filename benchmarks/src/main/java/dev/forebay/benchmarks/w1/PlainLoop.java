package dev.forebay.benchmarks.w1;

import dev.forebay.benchmarks.jobs.JobArguments;
import dev.forebay.types.text.DoubleWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * W1 as a loop over the plain Kafka clients, one thread, tuned: the limit the others are compared with. It parses inside the
 * deserializer, from the consumer's buffer. It commits no offsets and has no transactions: it is a bound, not a program
 * to run. Runs until it is stopped.
 */
public final class PlainLoop {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Output output;

    PlainLoop(Scaler scaler) {
        output = new Output(scaler);
    }

    public static void main(String[] arguments) {
        JobArguments job = JobArguments.of(arguments);
        new PlainLoop(Scaler.read(job.scaler())).run(job, Long.MAX_VALUE);
    }

    /** Transforms {@code count} events and returns when all outputs are acknowledged. */
    void run(JobArguments job, long count) {
        Map<String, Object> consumer = new HashMap<>(job.consumer());
        consumer.put("enable.auto.commit", "false");
        Map<String, Object> producer = new HashMap<>(job.producer());
        try (var in = new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ToOutput(output));
                var out = new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            in.assign(in.partitionsFor(job.input()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            copy(in, out, job.output(), count);
            out.flush();
        }
    }

    private static void copy(
            KafkaConsumer<byte[], byte[]> in, KafkaProducer<byte[], byte[]> out, String topic, long count) {
        long done = 0;
        while (done < count) {
            for (ConsumerRecord<byte[], byte[]> event : in.poll(POLL)) {
                var unused = out.send(new ProducerRecord<>(topic, event.key(), event.value()), (sent, failure) -> {
                    if (failure != null) {
                        System.err.println("not sent: " + failure);
                    }
                });
                done++;
            }
        }
    }

    /** From an event's bytes in the consumer's buffer to the output's bytes, without anything in between. */
    private static final class ToOutput implements Deserializer<byte[]> {

        private final Output output;

        ToOutput(Output output) {
            this.output = output;
        }

        @Override
        public byte[] deserialize(String topic, byte @Nullable [] data) {
            throw new UnsupportedOperationException("the buffer form is used");
        }

        @Override
        public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
            int from = data.arrayOffset() + data.position();
            return output.of(data.array(), from, from + data.remaining());
        }
    }

    /** Writes one output as JSON; numbers are the shortest that read back to the same double, by Forebay's own writer, so that
     * the limit is not limited by the JDK's. */
    static final class Output {

        private static final byte[] ID = "{\"transaction_id\":\"".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] AMOUNT = "\",\"transaction_amount_scaled\":".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LOG = ",\"transaction_amount_log_scaled\":".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] HOUR = ",\"hour_of_day_scaled\":".getBytes(StandardCharsets.US_ASCII);

        private final Scaler scaler;
        private final EventScanner event = new EventScanner();
        private byte[] buffer = new byte[1024];
        private int at;

        Output(Scaler scaler) {
            this.scaler = scaler;
        }

        byte[] of(byte[] bytes, int from, int to) {
            event.scan(bytes, from, to);
            int idLength = event.idTo - event.idFrom;
            if (idLength > buffer.length - 512) {
                buffer = new byte[idLength + 1024];
            }
            at = 0;
            put(ID);
            System.arraycopy(bytes, event.idFrom, buffer, at, idLength);
            at += idLength;
            put(AMOUNT);
            number(scaler.amount(event.amount));
            put(LOG);
            number(scaler.log(event.amount));
            put(HOUR);
            number(scaler.hour(event.hour));
            buffer[at++] = '}';
            return Arrays.copyOf(buffer, at);
        }

        private void put(byte[] text) {
            System.arraycopy(text, 0, buffer, at, text.length);
            at += text.length;
        }

        private void number(double value) {
            at = DoubleWriter.write(buffer, at, value);
        }
    }
}
