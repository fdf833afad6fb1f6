package dev.forebay.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.SourceIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final SourceIdentity SOURCE = new SourceIdentity("c1", "p.in", "id1");
    private static final KafkaSettings SETTINGS = KafkaSettings.of(
            TestPipeline.load(TestPipeline.DEFINITION, "p", "nowhere:1").definition(), Map.of());

    @Test
    void history_none_beginsAsTheDefinitionSays() {
        Positions positions = new Positions(SETTINGS, Map.of(), Map.of(0, 3L), Map.of(0, 9L));
        assertThat(positions.decide(standing(0, Map.of()), SOURCE, Definition.Start.EARLIEST, false))
                .containsExactly(Map.entry(0, 3L));
        assertThat(positions.decide(standing(0, Map.of()), SOURCE, Definition.Start.LATEST, false))
                .containsExactly(Map.entry(0, 9L));
    }

    @Test
    void journal_decides_andNewPartitionsBeginAtTheirBeginning() {
        Positions positions = new Positions(SETTINGS, Map.of(0, 5L), Map.of(0, 3L, 1, 2L), Map.of(0, 9L, 1, 7L));
        assertThat(positions.decide(standing(4, Map.of(0, 5L)), SOURCE, Definition.Start.LATEST, false))
                .containsOnly(Map.entry(0, 5L), Map.entry(1, 2L));
    }

    @Test
    void offsets_expired_areNoHarm() {
        Positions positions = new Positions(SETTINGS, Map.of(), Map.of(0, 3L), Map.of(0, 9L));
        assertThat(positions.decide(standing(4, Map.of(0, 5L)), SOURCE, Definition.Start.LATEST, false))
                .containsOnly(Map.entry(0, 5L));
    }

    @Test
    void cluster_another_isRefused() {
        Positions positions = new Positions(SETTINGS, Map.of(), Map.of(0, 0L), Map.of(0, 9L));
        assertRefused(positions, new SourceIdentity("c2", "p.in", "id1"), Map.of(0, 5L), RuntimeCode.OTHER_CLUSTER);
        assertRefused(positions, new SourceIdentity("c1", "q.in", "id1"), Map.of(0, 5L), RuntimeCode.TOPIC_RECREATED);
        assertRefused(positions, new SourceIdentity("c1", "p.in", "id2"), Map.of(0, 5L), RuntimeCode.TOPIC_RECREATED);
    }

    @Test
    void position_beyondTheEndOrBeforeTheOldest_isRefused() {
        Positions positions = new Positions(SETTINGS, Map.of(), Map.of(0, 3L), Map.of(0, 9L));
        assertRefused(positions, SOURCE, Map.of(0, 10L), RuntimeCode.POSITION_LOST);
        assertRefused(positions, SOURCE, Map.of(0, 2L), RuntimeCode.POSITION_LOST);
        assertThat(positions.decide(standing(4, Map.of(0, 2L)), SOURCE, Definition.Start.EARLIEST, true))
                .containsOnly(Map.entry(0, 3L));
    }

    private static void assertRefused(
            Positions positions, SourceIdentity now, Map<Integer, Long> next, RuntimeCode code) {
        assertThatThrownBy(() -> positions.decide(standing(4, next), now, Definition.Start.EARLIEST, false))
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code()).isEqualTo(code));
    }

    private static JournalRecord standing(long number, Map<Integer, Long> next) {
        return new JournalRecord(
                JournalRecord.Kind.CLAIM,
                number,
                "p",
                "d",
                new Instance("i", "h", "m", 1, 2, 3),
                SOURCE,
                0,
                List.of(),
                Counts.NONE,
                Counts.NONE,
                JournalRecord.NO_DIGEST,
                JournalRecord.NO_DIGEST,
                next,
                Map.of(),
                "",
                -1);
    }
}
