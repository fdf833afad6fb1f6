package dev.forebay.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CardTrafficTest {
    private static final long START = 1_522_540_800_000_000L;

    @Test
    void traffic_sameSeedAndTimes_givesTheSameBytes() {
        CardTraffic first = new CardTraffic(7, 100, 200);
        CardTraffic second = new CardTraffic(7, 100, 200);

        for (int i = 0; i < 5_000; i++) {
            CardTraffic.Event a = first.next(START + i * 1_000L);
            CardTraffic.Event b = second.next(START + i * 1_000L);
            assertThat(a.key()).isEqualTo(b.key());
            assertThat(a.value()).isEqualTo(b.value());
        }
    }

    @Test
    void traffic_manyEvents_aboutOneInAHundredIsBroken() {
        CardTraffic traffic = new CardTraffic(7, 1_000, 2_000);
        int broken = 0;
        for (int i = 0; i < 100_000; i++) {
            broken += traffic.next(START + i * 1_000L).isBroken() ? 1 : 0;
        }
        assertThat(broken).isBetween(800, 1_200);
    }

    @Test
    void traffic_goodEvent_isOneFlatObjectWithTheCustomerAsKey() {
        CardTraffic traffic = new CardTraffic(7, 10, 20);
        CardTraffic.Event event = traffic.next(START);
        while (event.isBroken()) {
            event = traffic.next(START);
        }
        assertThat(event.value()).isNotNull();
        String json = new String(event.value(), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\"transaction_id\":")
                .contains("\"timestamp\":\"2018-04-01T00:00:00Z\"")
                .contains("\"customer_id\":\"" + new String(event.key(), StandardCharsets.UTF_8) + "\"")
                .endsWith("}");
    }
}
