package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.load.LoadedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One pipeline, one owner. */
class OwnershipTest {
    private static TestCluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void secondProcess_whileTheFirstLives_isRefusedAndTheFirstGoesOn() throws IOException, InterruptedException {
        TestPipeline.createTopics("twice", cluster, 1);
        LoadedPipeline pipeline = TestPipeline.load("twice", cluster);
        try (ChildPipeline first = child("twice")) {
            first.awaitLine("RUNNING");

            assertThatThrownBy(() -> new EmbeddedRun(RunOptions.of(pipeline)).run())
                    .isInstanceOfSatisfying(RunFailure.class, failure -> {
                        assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.OWNED);
                        assertThat(failure.diagnostic().message()).contains("pid " + first.pid());
                        assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("--take-over"));
                    });
            cluster.send("twice.in", 0, TestPipeline.event(1, 1));
            awaitOutput("twice", 1);
        }
    }

    @Test
    void stop_whileWatchingALiveOwner_leavesItAlone() throws IOException, InterruptedException {
        TestPipeline.createTopics("watched", cluster, 1);
        LoadedPipeline pipeline = TestPipeline.load("watched", cluster);
        try (ChildPipeline first = child("watched")) {
            first.awaitLine("RUNNING");
            int records = cluster.journal("watched").size();
            try (RunningPipeline second = RunningPipeline.start(RunOptions.of(pipeline))) {
                // It watches until the owner's next heartbeat, which is up to 3 s away.
                LockSupport.parkNanos(500_000_000L);
                assertThat(second.stop().read()).isZero();
            }
            cluster.send("watched.in", 0, TestPipeline.event(1, 1));
            awaitOutput("watched", 1);
            List<JournalRecord> since = cluster.journal("watched");
            assertThat(since.subList(records, since.size()))
                    .as("everything since is the first one's")
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.instance().pid()).isEqualTo(first.pid()));
        }
    }

    @Test
    void takeOver_fencesTheFirst_whichStopsWithAMessage() throws IOException, InterruptedException {
        TestPipeline.createTopics("taken", cluster, 1);
        LoadedPipeline pipeline = TestPipeline.load("taken", cluster);
        try (ChildPipeline first = child("taken")) {
            first.awaitLine("RUNNING");
            cluster.send("taken.in", 0, TestPipeline.event(1, 1));
            awaitOutput("taken", 1);
            try (RunningPipeline second =
                    RunningPipeline.start(RunOptions.of(pipeline).withTakeOver(true))) {
                second.awaitRunning();
                cluster.send("taken.in", 0, TestPipeline.event(2, 1));
                assertThat(first.awaitLine("FAILED", "DONE")).startsWith("FAILED error FB8202: another process took");
                assertThat(first.awaitExit()).isEqualTo(1);
                second.awaitRead(1);
                second.stop();
            }
            assertThat(cluster.values("taken.out")).hasSize(2);
        }
    }

    @Test
    void restart_afterKill_isAtOnce() throws IOException, InterruptedException {
        TestPipeline.createTopics("again", cluster, 1);
        try (ChildPipeline first = child("again")) {
            first.awaitLine("RUNNING");
            first.kill();
        }
        long began = System.nanoTime();
        RunSummary summary = new EmbeddedRun(
                        RunOptions.of(TestPipeline.load("again", cluster)).withUntilEnd(true))
                .run();
        assertThat(summary.read()).isZero();
        // Waiting for the lease would take 12 s.
        assertThat((System.nanoTime() - began) / 1e9).isLessThan(11);
    }

    private ChildPipeline child(String name) throws IOException {
        String text = TestPipeline.DEFINITION.replace("NAME", name).replace("BROKERS", cluster.brokers());
        Path definition = Files.writeString(directory.resolve(name + ".yaml"), text);
        return ChildPipeline.start(definition, directory.resolve("state"), false);
    }

    private static void awaitOutput(String name, int records) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (cluster.values(name + ".out").size() < records) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
        }
    }
}
