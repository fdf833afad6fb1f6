package dev.forebay.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.failure.RunFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalCodecTest {
    private static final JournalRecord RECORD = new JournalRecord(
            JournalRecord.Kind.COMMIT,
            7,
            "p",
            "ab".repeat(32),
            new Instance("i", "host", "machine", 42, 1, 2),
            new SourceIdentity("cluster", "topic", "id"),
            3,
            List.of(new Chunk(0, 5, 9), new Chunk(1, 0, 0)),
            new Counts(6, 3, 2, 1, 0, 1, 1, Map.of("check", 2L), List.of(3L, 0L)),
            new Counts(60, 30, 20, 10, 0, 1, 1, Map.of("check", 20L), List.of(30L, 0L)),
            "01".repeat(32),
            "02".repeat(32),
            Map.of(0, 10L, 1, 1L),
            Map.of(0, -5L),
            "AAEC",
            -1,
            List.of(new Decision(Decision.Kind.EXPECT, 1, 0), new Decision(Decision.Kind.PASS_OVER, 0, 2)),
            new Released(true, 40, 1_000),
            null);

    @Test
    void record_encoded_readsBackEqual() {
        assertThat(JournalCodec.decode(JournalCodec.encode(RECORD))).isEqualTo(RECORD);
    }

    @Test
    void record_ofABeginningWithAHistory_readsBackEqual() {
        Bootstrap range = new Bootstrap(
                Bootstrap.Kind.TOPIC,
                "in:..",
                "in",
                "id",
                Map.of(0, 1L, 1, 0L),
                Map.of(0, 9L, 1, 7L),
                Bootstrap.NO_END,
                2,
                15,
                2,
                0,
                1,
                0,
                Map.of("check", 2L),
                "ab".repeat(32));
        assertThat(BootstrapJson.read(BootstrapJson.write(range))).isEqualTo(range);
        assertThat(range.absorbed()).isEqualTo(13);
        assertThat(range.isSeamOpen(Map.of())).isFalse();
        JournalRecord first = new JournalRecord(
                JournalRecord.Kind.COMMIT,
                1,
                "p",
                "ab".repeat(32),
                RECORD.instance(),
                RECORD.source(),
                3,
                List.of(),
                Counts.NONE,
                Counts.NONE,
                JournalRecord.NO_DIGEST,
                JournalRecord.NO_DIGEST,
                Map.of(0, 10L, 1, 1L),
                Map.of(0, -5L),
                "AAEC",
                -1,
                List.of(),
                Released.NONE,
                range);
        assertThat(JournalCodec.decode(JournalCodec.encode(first))).isEqualTo(first);
    }

    @Test
    void seam_isOpenUntilEveryPartitionHasPassedTheEnd() {
        Bootstrap file = new Bootstrap(
                Bootstrap.Kind.FILE, "f until t", "f", "d", Map.of(), Map.of(), 100, 2, 1, 0, 0, 0, 1, Map.of(), "s");
        assertThat(BootstrapJson.read(BootstrapJson.write(file))).isEqualTo(file);
        assertThat(file.isSeamOpen(Map.of(0, 200L))).isTrue();
        assertThat(file.isSeamOpen(Map.of(0, 200L, 1, 99L))).isTrue();
        assertThat(file.isSeamOpen(Map.of(0, 200L, 1, 100L))).isFalse();
    }

    @Test
    void record_ofANewerVersion_isRefusedByVersion() {
        String newer = new String(JournalCodec.encode(RECORD), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":2");
        assertThatThrownBy(() -> JournalCodec.decode(newer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("format version 2");
    }

    @Test
    void bytes_thatAreNoRecord_areRefused() {
        for (String text : List.of("", "{", "[]", "{\"version\":1}", "null")) {
            assertThatThrownBy(() -> JournalCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(RunFailure.class);
        }
    }
}
