package dev.forebay.runtime.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistorySourceTest {
    private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payments|payments:..",
                "payments:..|payments:..",
                "payments:earliest..latest|payments:..",
                "payments:2026-01-01..|payments:2026-01-01T00:00:00Z..",
                "payments:..2026-01-01T01:00:00.5+01:00|payments:..2026-01-01T00:00:00.500Z",
                "payments:7..|payments:7..",
                "payments:0=1,1=2..1=9,0=8|payments:0=1,1=2..0=8,1=9",
                "history.csv:..|history.csv:..",
            })
    void topic_asWritten_isARange(String text, String asked) {
        assertThat(HistorySource.parse(text, null)).isInstanceOf(HistorySource.InTopic.class);
        assertThat(HistorySource.parse(text, null).asked()).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({"old.jsonl", "old.csv.gz", "data/old.parquet", "OLD.JSON", "./old"})
    void file_asWritten_isAFile(String text) {
        assertThat(HistorySource.parse(text, T)).isInstanceOf(HistorySource.InFile.class);
    }

    @Test
    void file_fromWhereverItIsRead_isTheSameRequest() {
        assertThat(HistorySource.parse("a/old.jsonl", T).asked())
                .isEqualTo(HistorySource.parse("/b/old.jsonl", T).asked())
                .isEqualTo("old.jsonl until 2026-03-01T00:00:00Z");
    }
}
