package dev.forebay.benchmarks.harness;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a run wrote, all of what is committed, and compares every record with the right answer. */
public final class OutputReader {

    private final OutputCheck check;
    private long[] times;
    private int records;
    private int wrong;
    private String firstWrong = "";

    private OutputReader(OutputCheck check, int expected) {
        this.check = check;
        times = new long[expected];
    }

    /** Reads the outputs from their beginning to their present end; {@code events} is how many events the run was given. */
    public static Output read(String brokers, String topic, Oracle oracle, int events) {
        return read(brokers, topic, oracle.check(events), oracle.outputs(events));
    }

    /** Reads the dead letters in the same way, where some are expected. */
    public static Output readRejected(String brokers, String topic, Oracle oracle, int events) {
        return read(brokers, topic, oracle.checkRejected(events), events - oracle.outputs(events));
    }

    private static Output read(String brokers, String topic, OutputCheck check, int expected) {
        OutputReader reader = new OutputReader(check, expected);
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
        note(check.problem(row));
    }

    private void note(String problem) {
        if (!problem.isEmpty()) {
            wrong++;
            firstWrong = firstWrong.isEmpty() ? problem : firstWrong;
        }
    }

    private Output output() {
        if (wrong == 0 && check.missing() == 0) {
            note(check.problemOfAll());
        }
        long[] sorted = Arrays.copyOf(times, records);
        Arrays.sort(sorted);
        return new Output(sorted, check.missing(), wrong, firstWrong);
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

        /** Events without their record. */
        public int missing() {
            return missing;
        }

        /** Records that are not the first right one for an event of the input. */
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
