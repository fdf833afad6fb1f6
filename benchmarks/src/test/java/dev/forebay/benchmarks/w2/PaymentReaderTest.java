package dev.forebay.benchmarks.w2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.FlawedEvents;
import dev.forebay.benchmarks.events.GeneratedEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaymentReaderTest {

    private static final String EVENT = GeneratedEvents.event(1).json();

    private final List<PaymentReader> readers = List.of(PaymentReader.of(false), PaymentReader.of(true));
    private final PaymentScanner scanner = new PaymentScanner();

    @Test
    void read_generatedEvents_givesWhatTheCheckerKnows() {
        new GeneratedEvents(5_000).events(5_000).forEach(event -> {
            for (PaymentReader reader : readers) {
                Payment payment = new Payment();
                assertThat(reader.read(bytes(event.json()), payment)).isEmpty();
                compare(payment, event);
            }
            byte[] bytes = bytes(event.json());
            assertThat(scanner.scan(bytes, 0, bytes.length)).isTrue();
            compare(scanned(bytes), event);
            assertThat(scanner.cents).isEqualTo(Math.round(100 * event.amount()));
        });
    }

    @Test
    void read_flawedEvents_areRejectedByAll() {
        List<CardEvent> flawed = new FlawedEvents(new GeneratedEvents(20_000))
                .events(20_000)
                .filter(event -> !event.valid())
                .toList();
        assertThat(flawed).hasSize(19);
        for (CardEvent event : flawed) {
            byte[] bytes = bytes(event.json());
            for (PaymentReader reader : readers) {
                assertThat(reader.read(bytes, new Payment())).as(event.json()).isNotEmpty();
            }
            assertThat(scanner.scan(bytes, 0, bytes.length)).as(event.json()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "134.49, -134.49",
                "134.49, `\"134.49\"`",
                "134.49, null",
                "`\"pos\"`, `\"POS\"`",
                "`\"pos\"`, `\"phone\"`",
                "`\"pos\"`, null",
                "`\"tx_0000000001\"`, 1",
                "`\"cust_004158\"`, true",
                "2018-04-01T00, 2018-04-31T00",
                "2018-04-01T00, 2018-04-01 00",
                "transaction_amount, amount",
                "card_country, country_of_card",
                "terminal_id, terminal",
            })
    void read_invalidEvent_isRejectedByAll(String valid, String invalid) {
        assertThat(EVENT).contains(valid);
        byte[] bytes = bytes(EVENT.replace(valid, invalid));
        for (PaymentReader reader : readers) {
            assertThat(reader.read(bytes, new Payment()))
                    .as(reader.getClass().getSimpleName())
                    .isNotEmpty();
        }
        assertThat(scanner.scan(bytes, 0, bytes.length)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2000-02-29T12:00:00Z",
                "2018-12-31T23:59:59Z",
                "2024-03-01T00:00:00Z",
                "2100-03-01T00:00:00Z",
                "2018-04-01T01:00:00.123Z",
                "2018-04-01T01:00:00+02:00",
            })
    void millis_ofATimestamp_areTheJdks(String text) {
        assertThat(UtcTimestamp.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @Test
    void keyTable_ofManyKeys_numbersThemInTheOrderTheyCame() {
        KeyTable keys = new KeyTable();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                byte[] key = bytes("key" + i * i);
                assertThat(keys.number(key, 0, key.length)).isEqualTo(i);
            }
        }
        assertThat(keys.size()).isEqualTo(20_000);
    }

    private static void compare(Payment payment, CardEvent event) {
        assertThat(payment.id).isEqualTo(event.id());
        assertThat(payment.customer).isEqualTo(event.customer());
        assertThat(payment.terminal).isEqualTo(event.terminal());
        assertThat(payment.timeMillis).isEqualTo(event.timeMillis());
        assertThat(payment.amount).isEqualTo(event.amount());
        assertThat(VectorColumns.CHANNELS.get(payment.channel)).isEqualTo(event.channel());
        assertThat(payment.abroad).isEqualTo(event.abroad());
    }

    private Payment scanned(byte[] bytes) {
        Payment payment = new Payment();
        payment.id = text(bytes, scanner.idFrom, scanner.idTo);
        payment.customer = text(bytes, scanner.customerFrom, scanner.customerTo);
        payment.terminal = text(bytes, scanner.terminalFrom, scanner.terminalTo);
        payment.timeMillis = scanner.timeMillis;
        payment.amount = scanner.amount;
        payment.channel = scanner.channel;
        payment.abroad = scanner.abroad;
        return payment;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
