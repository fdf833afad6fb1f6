package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.backfill.Backfill;
import dev.forebay.runtime.backfill.BackfillOptions;
import dev.forebay.runtime.load.LoadedPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Payments over two partitions, each a little out of order, some late, with windows over keys that are in both. */
final class TimeOrderEvents {
    static final String DEFINITION = """
            forebay: 1
            pipeline: NAME
            source:
              kafka: {brokers: "BROKERS", topic: NAME.in}
              format: json
            event: {id: id, time: time, order: time, lateness: 1s, duplicates: {reject: {within: 10s}}}
            schema:
              id: string
              time: timestamp
              customer: string
              amount: double
            checks:
              not_negative: amount >= 0
            windows:
              short: {by: customer, last: 5s}
              ever: {by: customer}
              recent: {by: customer, rows: 5}
            features:
              spent: SUM(amount) OVER short
              variance: VAR_POP(amount) OVER short
              all: COUNT(*) OVER ever
              before: LAG(amount) OVER recent
            output: {keep: [id], vector: [amount, spent, variance, all, before]}
            sinks:
              - kafka: {topic: NAME.out}
            dead_letters: {kafka: {topic: NAME.rejected}}
            """;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private TimeOrderEvents() {}

    static String event(int number, long micros, String customer, double amount) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"e%d\",\"time\":\"%s\",\"customer\":\"%s\",\"amount\":%s}",
                number,
                START.plusNanos(micros * 1000),
                customer,
                amount);
    }

    /**
     * Events with numbers from {@code first}; about 100 a second, never two of one moment.
     *
     * @param late whether some are late
     */
    static List<ProducerRecord<byte[], byte[]>> records(
            String name, Random random, int first, int count, boolean late) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            long jitter = late && random.nextInt(30) == 0 ? 3_000_000 : 700_000;
            long micros =
                    10_000_000 + number * 10_000L + number % 1_000 - random.nextInt((int) jitter / 1_000) * 1_000L;
            int kind = random.nextInt(25);
            int id = kind == 1 ? Math.max(0, number - 2 * random.nextInt(40)) : number;
            String value = kind == 0
                    ? "{broken " + number
                    : event(id, micros, "c" + random.nextInt(20), kind == 2 ? -1 : random.nextInt(10_000) / 7.0);
            records.add(new ProducerRecord<>(
                    name + ".in",
                    number % 2,
                    START.toEpochMilli() + number,
                    ("k" + number).getBytes(StandardCharsets.UTF_8),
                    value.getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }

    static List<ProducerRecord<byte[], byte[]>> named(List<ProducerRecord<byte[], byte[]>> records, String name) {
        return records.stream()
                .map(record -> new ProducerRecord<>(
                        name + ".in", record.partition(), record.timestamp(), record.key(), record.value()))
                .toList();
    }

    /** The output is that of a backfill of the same events, none of which is late: where one is, that depends on its partition. */
    static void assertIsHistory(
            TestCluster cluster, String name, List<ProducerRecord<byte[], byte[]>> records, Path directory)
            throws IOException {
        LoadedPipeline pipeline = TestPipeline.load(DEFINITION, name, cluster);
        Path from = directory.resolve(name + "-history.jsonl");
        List<String> lines = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            lines.add(new String(record.value(), StandardCharsets.UTF_8));
        }
        Files.write(from, lines);
        Path to = directory.resolve(name + "-features.jsonl");
        new Backfill(BackfillOptions.of(pipeline, from, to).withWorkers(2)).run();
        List<String> history = Files.readAllLines(to);
        List<String> live = cluster.values(name + ".out").stream()
                .map(Objects::requireNonNull)
                .toList();
        assertThat(live).hasSameSizeAs(history).hasSameElementsAs(history);
    }
}
