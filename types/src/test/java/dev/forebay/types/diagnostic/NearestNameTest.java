package dev.forebay.types.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES =
            List.of("transaction_id", "timestamp", "customer_id", "transaction_amount", "amount", "id", "in", "LOG1P");

    @ParameterizedTest
    @CsvSource({
        "amout, amount",
        "amonut, amount",
        "ammount, amount",
        "Amount, amount",
        "AMOUNT, amount",
        "log1p, LOG1P",
        "Log1P, LOG1P",
        "tmestamp, timestamp",
        "transactionid, transaction_id",
        "transaction_amout, transaction_amount",
        "ID, id",
        "amount, amount",
    })
    void misspeltName_hasTheNearest(String name, String nearest) {
        assertThat(NearestName.of(name, NAMES)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"country", "x", "amnt_of_money", "''"})
    void otherName_hasNone(String name) {
        assertThat(NearestName.of(name, NAMES)).isEmpty();
    }

    @Test
    void severalNamesAsNear_giveTheFirst() {
        assertThat(NearestName.of("abcd", List.of("abce", "abcf"))).contains("abce");
    }

    @Test
    void veryLongName_isNotLookedAt() {
        assertThat(NearestName.of("a".repeat(100_000), List.of("a".repeat(100_000))))
                .isEmpty();
    }
}
