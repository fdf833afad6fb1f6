package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.journal.JournalRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a history is taken in, at the seam and after it: all of it counts once, or none. */
class WarmStartKillTest {
    private static final int HISTORY = 30_000;
    private static final int LIVE = 6_000;

    @TempDir
    Path directory;

    @Test
    @Tag("stress")
    void range_killedSixtyTimes_isTakenOnceAndTheOutputIsThatOfAnUndisturbedRun() throws Exception {
        range(60, 20261127);
    }

    @Test
    @Tag("stress")
    void file_killedSixtyTimes_isTakenOnceAndTheOutputIsThatOfAnUndisturbedRun() throws Exception {
        file(60, 20261128);
    }

    private void range(int kills, long seed) throws IOException, InterruptedException {
        try (TestCluster cluster = new TestCluster()) {
            List<String> events = WarmPipeline.events(HISTORY + LIVE, seed);
            undisturbed(cluster, events);
            TestPipeline.createTopics("warm", cluster, 1);
            WarmPipeline.send(cluster, "warm", events, 1);
            killAndCompare(cluster, kills, seed, "warm.in:.." + HISTORY, "", LIVE);
        }
    }

    private void file(int kills, long seed) throws IOException, InterruptedException {
        try (TestCluster cluster = new TestCluster()) {
            List<String> history = WarmPipeline.events(HISTORY, seed);
            List<String> live = new ArrayList<>();
            for (int i = HISTORY; i < HISTORY + LIVE; i++) {
                live.add(WarmPipeline.event(i, i, i / 3.0));
            }
            List<String> all = new ArrayList<>(history);
            all.addAll(live);
            undisturbed(cluster, all);
            Path file = Files.write(directory.resolve("history.jsonl"), history);
            int overlap = 5_000;
            TestPipeline.createTopics("warm", cluster, 1);
            WarmPipeline.send(cluster, "warm", all.subList(HISTORY - overlap, all.size()), 1);
            Instant until = WarmPipeline.BEGIN.plus(Duration.ofMinutes(HISTORY));
            killAndCompare(cluster, kills, seed, file.toString(), until.toString(), LIVE + overlap);
        }
    }

    private void undisturbed(TestCluster cluster, List<String> events) {
        TestPipeline.createTopics("calm", cluster, 1);
        WarmPipeline.send(cluster, "calm", events, 1);
        new EmbeddedRun(RunOptions.of(TestPipeline.load(WarmPipeline.definition("1h"), "calm", cluster))
                        .withStateDirectory(directory.resolve("calm"))
                        .withUntilEnd(true))
                .run();
    }

    private void killAndCompare(
            TestCluster cluster, int kills, long seed, String history, String until, long expectedRead)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        Path definition = Files.writeString(
                directory.resolve("warm.yaml"),
                WarmPipeline.definition("1h").replace("NAME", "warm").replace("BROKERS", cluster.brokers()));
        for (int kill = 0; kill < kills; kill++) {
            Process child = start(definition, history, until);
            try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
                // Most are killed from the beginning of the history on, some while they start.
                String begun = kill % 5 == 4 ? "BOOTSTRAPPING" : output.readLine();
                while (begun != null && !begun.matches("BOOTSTRAPPING|RUNNING|DONE.*")) {
                    assertThat(begun).doesNotStartWith("FAILED");
                    begun = output.readLine();
                }
                LockSupport.parkNanos(random.nextLong(1_200_000_000L));
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        Process last = start(definition, history, until);
        String end = "";
        try (BufferedReader output = last.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                end = line;
            }
        }
        assertThat(end).as("seed %d", seed).startsWith("DONE");
        List<String> written = cluster.values("warm.out");
        List<String> calm = cluster.values("calm.out");
        assertThat(written).as("seed %d", seed).isNotEmpty();
        assertThat(written).as("seed %d", seed).isEqualTo(calm.subList(calm.size() - written.size(), calm.size()));
        List<JournalRecord> commits = cluster.journal("warm").stream()
                .filter(record -> record.kind() == JournalRecord.Kind.COMMIT)
                .toList();
        assertThat(commits.stream().filter(record -> record.bootstrap() != null))
                .hasSize(1);
        assertThat(commits.get(commits.size() - 1).totals().read()).isEqualTo(expectedRead);
        assertThat(commits.get(commits.size() - 1).totals().addsUp()).isTrue();
    }

    private Process start(Path definition, String history, String until) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WarmProcessMain.class.getName(),
                        definition.toString(),
                        directory.resolve("state").toString(),
                        history,
                        until)
                .redirectErrorStream(true)
                .start();
    }
}
