package dev.forebay.benchmarks.w1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.benchmarks.events.GeneratedEvents;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventScannerTest {

    private final EventScanner scanner = new EventScanner();

    @Test
    void scan_generatedEvent_findsItsFields() {
        new GeneratedEvents(10_000).events(10_000).forEach(event -> {
            byte[] bytes = scan(event.json());
            assertThat(text(bytes)).isEqualTo(event.id());
            assertThat(scanner.amount).isEqualTo(event.amount());
            assertThat(scanner.hour).isEqualTo(event.hour());
        });
    }

    @Test
    void scan_otherOrderAndSpaces_findsItsFields() {
        byte[] bytes = scan("{ \"x\" : 1, \"transaction_amount\" : -0.5e1 , \"y\":null,"
                + "\"transaction_id\":\"\", \"timestamp\":\"2018-04-01T01:00:00+02:00\" } ");
        assertThat(text(bytes)).isEmpty();
        assertThat(scanner.amount).isEqualTo(-5.0);
        assertThat(scanner.hour).isEqualTo(23);
    }

    @ParameterizedTest
    @CsvSource({"12345678901234567890", "0.1234567890123456789", "1e300", "-0.0", "123456789.123456"})
    void scan_number_isTheNearestDouble(String number) {
        scan("{\"transaction_id\":\"a\",\"timestamp\":\"2018-04-01T01:00:00Z\",\"transaction_amount\":" + number + "}");
        assertThat(scanner.amount).isEqualTo(Double.parseDouble(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "{\"transaction_id\":\"a",
                "{\"transaction_id\":\"a\",\"timestamp\":\"2018-04-01T01:00:00Z\"}",
                "{\"transaction_id\":\"a\\u0041\",\"timestamp\":\"2018-04-01T01:00:00Z\",\"transaction_amount\":1}",
            })
    void scan_notSuchAnEvent_isRefused(String json) {
        assertThatThrownBy(() -> scan(json)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The bytes end where the event ends, as they do in a compressed topic. */
    private byte[] scan(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        scanner.scan(bytes, 0, bytes.length);
        return bytes;
    }

    private String text(byte[] bytes) {
        return new String(bytes, scanner.idFrom, scanner.idTo - scanner.idFrom, StandardCharsets.UTF_8);
    }
}
