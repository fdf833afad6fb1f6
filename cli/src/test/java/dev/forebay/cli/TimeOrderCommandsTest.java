package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code order: time} where nothing is read from a topic: what is given is all there is. */
class TimeOrderCommandsTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: payments
            source: {kafka: {brokers: "localhost:9092", topic: payments}, format: json}
            event: {id: id, time: time, order: time, lateness: 1m, duplicates: {reject: {within: 1h}}}
            schema: {id: string, time: timestamp, customer: string, amount: double}
            checks: {not_negative: amount >= 0}
            windows: {hour: {by: customer, last: 1h}}
            features: {spent: SUM(amount) OVER hour}
            output: {keep: [id, spent]}
            sinks: [{kafka: {topic: out}}]
            tests:
              in_order_of_time_whatever_the_order_given:
                defaults: {customer: c}
                given:
                  - {at: 30s, amount: 1}
                  - {at: 10s, amount: 2}
                  - {at: 20s, amount: -1}
                  - {at: 20s, amount: 4, id: twice}
                  - {at: 25s, amount: 8, id: twice}
                  - {at: 15s, amount: 16}
                expect:
                  - {spent: 23}
                  - {spent: 2}
                  - {rejected: not_negative}
                  - {spent: 22}
                  - {rejected: duplicate}
                  - {spent: 18}
            """;

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("payments.yaml"), DEFINITION);
    }

    private Path events() throws IOException {
        return Files.write(
                directory.resolve("events.jsonl"), List.of(event("a", 30, 1), event("b", 10, 2), event("c", 20, 4)));
    }

    private static String event(String id, int second, int amount) {
        return "{\"id\":\"%s\",\"time\":\"2026-01-01T00:00:%02dZ\",\"customer\":\"c\",\"amount\":%d}"
                .formatted(id, second, amount);
    }

    @Test
    void test_ofEventsInAnyOrder_expectsByTheirPlaceInTheTest() {
        CommandRun run = CommandRun.of("test", file.toString());

        assertThat(run.out() + run.err()).contains("1 test passed, 0 failed");
        assertThat(run.code()).isZero();
    }

    @Test
    void try_showsEventsInTheOrderGiven() throws IOException {
        CommandRun run = CommandRun.of("try", file.toString(), "--from", events().toString(), "--json");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"a\"").contains("\"spent\":7"),
                        line -> assertThat(line).contains("\"b\"").contains("\"spent\":2"),
                        line -> assertThat(line).contains("\"c\"").contains("\"spent\":6"));
    }

    @Test
    void backfill_writesThemInTheOrderOfTheirTimes() throws IOException {
        Path to = directory.resolve("out.jsonl");
        CommandRun run =
                CommandRun.of("backfill", file.toString(), "--from", events().toString(), "--to", to.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(to).hasContent("""
                {"id":"b","spent":2.0}
                {"id":"c","spent":6.0}
                {"id":"a","spent":7.0}
                """);
    }
}
