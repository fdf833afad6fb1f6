package dev.forebay.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GeneratedEventsTest {

    private static final int COUNT = 20_000;

    private final List<CardEvent> events =
            new GeneratedEvents(COUNT).events(COUNT).toList();

    @Test
    void event_ofOneNumber_isTheSameOnEveryMachine() {
        assertThat(GeneratedEvents.event(1).json())
                .isEqualTo("{\"transaction_id\":\"tx_0000000001\",\"timestamp\":\"2018-04-01T00:01:17Z\","
                        + "\"customer_id\":\"cust_004158\",\"terminal_id\":\"term_003439\","
                        + "\"transaction_amount\":134.49,\"currency\":\"EUR\",\"country\":\"IT\","
                        + "\"card_country\":\"IT\",\"channel\":\"pos\",\"merchant_category\":\"clothing\","
                        + "\"device_id\":\"71faa41fed98a497\",\"ip\":\"153.51.212.189\"}");
    }

    @Test
    void events_all_areInTimeOrderAndAbout302Bytes() {
        assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()));
        assertThat(events.stream()
                        .mapToInt(event -> event.json().length())
                        .average()
                        .orElseThrow())
                .isCloseTo(302, within(2.0));
    }

    @Test
    void events_all_areJsonOfTwelveFieldsThatSayWhatTheCheckerKnows() {
        JsonMapper json = JsonMapper.builder().build();
        for (CardEvent event : events.subList(0, 1_000)) {
            JsonNode node = json.readTree(event.json());
            assertThat(node.size()).isEqualTo(12);
            assertThat(node.required("transaction_id").asString()).isEqualTo(event.id());
            assertThat(node.required("transaction_amount").asDouble()).isEqualTo(event.amount());
        }
    }

    @Test
    void file_ofTheGeneratedEvents_readsAsTheSameEvents(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("events.jsonl");
        Files.write(file, events.stream().map(CardEvent::json).toList());

        JsonlEvents read = new JsonlEvents(file, 100);

        assertThat(read.count()).isEqualTo(100);
        try (var all = read.events(100)) {
            assertThat(all.toList()).isEqualTo(events.subList(0, 100));
        }
    }
}
