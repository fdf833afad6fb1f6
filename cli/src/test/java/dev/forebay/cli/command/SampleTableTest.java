package dev.forebay.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTableTest {

    @Test
    void records_areShownSideBySide_featuresFirst() {
        List<String> lines = SampleTable.lines(
                List.of(
                        "{\"id\":0,\"city\":\"x\",\"amount_scaled\":9.0}",
                        "{\"id\":1,\"city\":\"Malmö\",\"amount_scaled\":-0.12345678901234567}",
                        "{\"id\":2,\"city\":\"a place with a long name\",\"amount_scaled\":1.5E-17}",
                        "{\"id\":3,\"city\":null,\"amount_scaled\":1234567.891}"),
                List.of("id", "city"),
                List.of("amount_scaled", "not_in_this_sink"));

        assertThat(String.join("\n", lines)).isEqualTo("""
                id                                             1             2             3
                amount_scaled                          -0.123457       1.5E-17       1234570
                city                                       Malmö  a place wit…          null""");
    }

    @Test
    void features_manyOfThem_areCounted() {
        StringBuilder record = new StringBuilder("{\"id\":1");
        for (int i = 0; i < 20; i++) {
            record.append(",\"f").append(i).append("\":").append(i);
        }
        List<String> lines = SampleTable.lines(List.of(record + "}"), List.of("id"), List.of("f7"));

        assertThat(lines).hasSize(10).last().isEqualTo("and 12 more");
        assertThat(lines.get(1)).startsWith("f7 ").endsWith(" 7");
    }

    @Test
    void records_ofAnotherFormat_areShownAsTheyAre() {
        assertThat(SampleTable.lines(List.of("1,2", "3,4"), List.of(), List.of()))
                .containsExactly("3,4");
        assertThat(SampleTable.lines(List.of(), List.of(), List.of())).isEmpty();
    }
}
