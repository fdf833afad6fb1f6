package dev.forebay.benchmarks.harness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a run wrote, all of what is committed, and compares every record with the right answer. */
public final class OutputReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final ExpectedOutput expected;
    private final BitSet seen = new BitSet();
    private final int events;
    private long[] times;
    private int records;
    private int wrong;
    private String firstWrong = "";

    private OutputReader(ExpectedOutput expected, int events) {
        this.expected = expected;
        this.events = events;
        times = new long[events];
    }

    /** Reads a topic from its beginning to its present end; {@code events} is how many events the run was given. */
    public static Output read(String brokers, String topic, ExpectedOutput expected, int events) {
        OutputReader reader = new OutputReader(expected, events);
        reader.read(brokers, topic);
        return reader.output();
    }

    private void read(String brokers, String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", "10000");
        settings.put("max.partition.fetch.bytes", "8388608");
        var partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (var in = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            in.assign(partitions);
            in.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = in.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> in.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> row : in.poll(Duration.ofMillis(100))) {
                    take(row);
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> row) {
        if (records == times.length) {
            times = Arrays.copyOf(times, 2 * records + 1);
        }
        times[records++] = row.timestamp();
        String problem = problem(row.value());
        if (!problem.isEmpty()) {
            wrong++;
            firstWrong = firstWrong.isEmpty() ? problem : firstWrong;
        }
    }

    private String problem(byte[] value) {
        String id = "";
        double amount = Double.NaN;
        double log = Double.NaN;
        double hour = Double.NaN;
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                switch (name) {
                    case "transaction_id" -> id = parser.getText();
                    case "transaction_amount_scaled" -> amount = parser.getDoubleValue();
                    case "transaction_amount_log_scaled" -> log = parser.getDoubleValue();
                    case "hour_of_day_scaled" -> hour = parser.getDoubleValue();
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return "not JSON: " + e.getMessage();
        }
        int number = expected.number(id);
        if (number < 0 || number >= events) {
            return "no such event: " + id;
        }
        if (seen.get(number)) {
            return "twice: " + id;
        }
        seen.set(number);
        return expected.right(number, amount, log, hour)
                ? ""
                : "%s: %s, %s, %s are not its numbers".formatted(id, amount, log, hour);
    }

    private Output output() {
        long[] sorted = Arrays.copyOf(times, records);
        Arrays.sort(sorted);
        return new Output(sorted, events - seen.cardinality(), wrong, firstWrong);
    }

    /** What was found: see {@link OutputReader}. Not shared, so it hands out its array. */
    public static final class Output {

        private final long[] times;
        private final int missing;
        private final int wrong;
        private final String firstWrong;

        private Output(long[] times, int missing, int wrong, String firstWrong) {
            this.times = times;
            this.missing = missing;
            this.wrong = wrong;
            this.firstWrong = firstWrong;
        }

        /** Committed records, right or wrong. */
        public int records() {
            return times.length;
        }

        /** Events without an output. */
        public int missing() {
            return missing;
        }

        /** Records that are not the first right answer for an event of the input. */
        public int wrong() {
            return wrong;
        }

        /** What is wrong with the first wrong one, or an empty text. */
        public String firstWrong() {
            return firstWrong;
        }

        /** When the broker appended the record at that place of the order of time, milliseconds since the epoch. */
        long timeMillis(int place) {
            return times[place];
        }
    }
}
