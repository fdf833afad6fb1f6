package dev.forebay.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A pipeline with windows of every kind over payments, and payments for it: with ties, late ones, texts short and long, silences, broken
 * ones. A payment is a function of its number.
 */
public final class WindowedPipeline {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STEP_SECONDS = 7;
    private static final int TIE_SECONDS = 10;

    public static final String DEFINITION = """
            forebay: 1
            pipeline: NAME
            source:
              kafka: {brokers: "BROKERS", topic: NAME.in}
              format: json
            event: {id: id, time: time, lateness: 10m}
            schema:
              id: string
              time: timestamp
              customer: string
              merchant: {type: string, optional: true}
              channel: {type: string, optional: true}
              amount: double
            checks:
              not_negative: amount >= 0
            windows:
              recent: {by: customer, last: [5m, 1h]}
              shifted: {by: customer, last: 30m, delay: 10m}
              others: {by: customer, last: 1h, exclude: current}
              three: {by: customer, rows: 3}
              ever: {by: customer}
              awake: {by: [customer, channel], idle: 20m}
              shop: {by: merchant, rows: 5, idle: 1h}
            features:
              n: COUNT(*) OVER recent
              total: SUM(amount) OVER recent
              spread: STDDEV_SAMP(amount) OVER recent_1h
              shops: COUNT(DISTINCT merchant) OVER recent_1h
              favourite: MODE(merchant) OVER recent_1h
              shifted_largest: MAX(amount) OVER shifted
              shifted_n: COUNT(*) OVER shifted
              others_smallest: MIN(amount) OVER others
              three_mean: AVG(amount) OVER three
              three_first: FIRST_VALUE(merchant) OVER three
              ever_n: COUNT(*) OVER ever
              ever_sum: SUM(amount) OVER ever
              ever_shops: COUNT(DISTINCT merchant) OVER ever
              ever_favourite: MODE(merchant) OVER ever
              ever_web: MAX(amount) FILTER (WHERE channel = 'web') OVER ever
              ever_before: LAG(merchant, 2) OVER ever
              awake_n: COUNT(*) OVER awake
              awake_last: LAST_VALUE(merchant) OVER awake
              shop_sum: SUM(amount) OVER shop
            output:
              keep: [id, favourite, three_first, ever_favourite, ever_before, awake_last]
              vector: [n, total, spread, shops, shifted_largest, shifted_n, others_smallest, three_mean, ever_n, ever_sum,
                       ever_shops, ever_web, awake_n, shop_sum]
            sinks:
              - kafka: {topic: NAME.out}
            dead_letters: {kafka: {topic: NAME.rejected}}
            """;

    /** For sources of several partitions: what a window sees then does not depend on how far another partition has been read. */
    static final String PATIENT_DEFINITION = DEFINITION.replace("lateness: 10m", "lateness: 3650d");

    private WindowedPipeline() {}

    public static String event(int number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        int kind = random.nextInt(40);
        if (kind == 0) {
            return "{broken " + number;
        }
        long seconds = (long) number * STEP_SECONDS;
        if (kind < 5) {
            // Some of them beyond the lateness.
            seconds -= random.nextInt(1200);
        }
        if (random.nextInt(3) == 0) {
            seconds = seconds / TIE_SECONDS * TIE_SECONDS;
        }
        StringBuilder text = new StringBuilder("{\"id\":\"e").append(number).append('"');
        text.append(",\"time\":\"").append(BEGIN.plusSeconds(seconds)).append('"');
        text.append(",\"customer\":\"").append(customer(number)).append('"');
        text.append(",\"amount\":").append(kind == 5 ? -1.0 : amount(random));
        if (random.nextInt(8) > 0) {
            int merchant = (int) Math.pow(random.nextInt(6), 2);
            text.append(",\"merchant\":\"m")
                    .append(merchant % 2 == 0 ? "" : "erchant-of-a-long-name-")
                    .append(merchant)
                    .append('"');
        }
        if (random.nextInt(5) > 0) {
            text.append(",\"channel\":\"")
                    .append(random.nextBoolean() ? "web" : "pos")
                    .append('"');
        }
        return text.append('}').toString();
    }

    /** Few customers pay often; some fall silent and come back. */
    static String customer(int number) {
        Random random = new Random(number * 31L + 7);
        int busy = random.nextInt(10);
        return busy < 6
                ? "c" + busy % 4
                : busy < 9
                        ? "customer-with-a-long-name-" + random.nextInt(8)
                        : "guest" + (number / 200 * 10 + random.nextInt(10));
    }

    private static double amount(Random random) {
        return switch (random.nextInt(60)) {
            case 0, 1, 2, 3, 4, 5 -> 0.1;
            case 6 -> 1e300;
            case 7, 8 -> 1e-300;
            default -> random.nextInt(100_000) / 100.0;
        };
    }

    /** The record of a payment; a customer's are in one partition. */
    static ProducerRecord<byte[], byte[]> record(String name, int number, int partitions) {
        String customer = customer(number);
        return new ProducerRecord<>(
                name + ".in",
                Math.floorMod(customer.hashCode(), partitions),
                BEGIN.toEpochMilli() + number,
                customer.getBytes(StandardCharsets.UTF_8),
                event(number).getBytes(StandardCharsets.UTF_8));
    }

    static List<ProducerRecord<byte[], byte[]>> records(String name, int from, int to, int partitions) {
        return IntStream.range(from, to)
                .mapToObj(number -> record(name, number, partitions))
                .toList();
    }
}
