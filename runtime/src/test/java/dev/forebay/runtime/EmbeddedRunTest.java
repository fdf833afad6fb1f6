package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.journal.JournalRecord;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedRunTest {
    private static TestCluster cluster;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void events_goodAndBad_areEmittedAndRejectedOnceAndCounted() {
        TestPipeline.createTopics("first", cluster, 2);
        cluster.send("first.in", 0, TestPipeline.event(1, 10.0), "{broken", TestPipeline.event(2, -1.0));
        cluster.send("first.in", 1, TestPipeline.event(3, 5000.0));

        RunSummary summary = new EmbeddedRun(
                        RunOptions.of(TestPipeline.load("first", cluster)).withUntilEnd(true))
                .run();

        assertThat(cluster.values("first.out"))
                .containsExactly(
                        "{\"id\":\"e1\",\"amount\":10.0,\"amount_log\":2.3978952727983707,\"hour\":1}",
                        "{\"id\":\"e3\",\"amount\":5000.0,\"amount_log\":8.517393171418904,\"hour\":3}");
        assertThat(cluster.values("first.rejected")).containsExactly("{broken", TestPipeline.event(2, -1.0));
        assertThat(summary.read()).isEqualTo(4);
        assertThat(summary.emitted()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(2);
        assertThat(summary.warnings()).containsEntry("plausible", 1L);
        assertThat(summary.byReason()).containsEntry("malformed", 1L).containsEntry("check", 1L);
        List<JournalRecord> journal = cluster.journal("first");
        assertThat(journal).extracting(JournalRecord::kind).startsWith(JournalRecord.Kind.CLAIM);
        assertThat(journal.get(journal.size() - 1).kind()).isEqualTo(JournalRecord.Kind.RELEASE);
        assertThat(journal.get(journal.size() - 1).totals().read()).isEqualTo(4);
    }
}
