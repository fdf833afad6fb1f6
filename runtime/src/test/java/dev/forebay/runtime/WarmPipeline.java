package dev.forebay.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A pipeline with windows over cards, and events for it that come late, twice, and broken. */
final class WarmPipeline {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    static final String DEFINITION = """
            forebay: 1
            pipeline: NAME
            source:
              kafka: {brokers: "BROKERS", topic: NAME.in}
              format: json
            event: {id: id, time: time, lateness: LATENESS, duplicates: {reject: {within: 24h}}}
            schema: {id: string, time: timestamp, card: string, amount: double}
            checks: {not_negative: amount >= 0}
            windows:
              card: {by: card, last: [1h, 6h]}
              ever: {by: card}
            features:
              n: COUNT(*) OVER card
              total: SUM(amount) OVER card
              before: LAG(amount) OVER ever
            output: {keep: [id, before], vector: [amount, n, total]}
            sinks:
              - kafka: {topic: NAME.out}
            dead_letters: {kafka: {topic: NAME.rejected}}
            """;

    private static final Pattern ID = Pattern.compile("\"id\":\"e([0-9]+)\"");
    private static final int CARDS = 7;

    private WarmPipeline() {}

    static String definition(String lateness) {
        return DEFINITION.replace("LATENESS", lateness);
    }

    /** One event a minute; of a hundred some are late, some were there before, some have a negative amount. */
    static List<String> events(int count, long seed) {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(100);
            int again = kind < 5 && i > 40 ? 1 + random.nextInt(30) : 0;
            int minutesBack = kind >= 5 && kind < 12 ? random.nextInt(200) : 0;
            double amount = kind >= 12 && kind < 17 ? -1 : (i * 37 % 1000) / 7.0;
            events.add(event(i - again, i - again - minutesBack, amount));
        }
        return events;
    }

    static String event(int number, int minute, double amount) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"e%d\",\"time\":\"%s\",\"card\":\"c%d\",\"amount\":%s}",
                number,
                BEGIN.plusSeconds(60L * minute),
                number % CARDS,
                amount);
    }

    static int number(String event) {
        Matcher matcher = ID.matcher(event);
        if (!matcher.find()) {
            throw new IllegalArgumentException(event);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Sends events to the partitions of their cards; record timestamps rise. */
    static void send(TestCluster cluster, String name, List<String> events, int partitions) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String event = events.get(i);
            records.add(new ProducerRecord<>(
                    name + ".in",
                    number(event) % CARDS % partitions,
                    BEGIN.toEpochMilli() + 60_000L * number(event),
                    null,
                    event.getBytes(StandardCharsets.UTF_8)));
        }
        cluster.send(records);
    }

    /** What was emitted for events from a number on, in the order of each partition. */
    static List<String> outputFrom(TestCluster cluster, String name, int number) {
        return cluster.read(name + ".out").stream()
                .map(seen -> seen.partition() + " " + seen.value())
                .filter(line -> number(line) >= number)
                .toList();
    }
}
