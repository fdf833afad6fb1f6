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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters in a file, live. */
class DeadLetterFileTest {
    private static final int LETTERS = 500;

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
    void disk_full_stopsWithTheFileNamedAndTheNextRunWritesEveryLetterOnce() throws IOException, InterruptedException {
        Path file = directory.resolve("full.jsonl");
        Path definition = definition("full", file);
        cluster.send("full.in", 0, broken());
        try (ChildPipeline child = ChildPipeline.startWithFullDisk(20, definition, directory.resolve("state"))) {
            assertThat(child.awaitLine("FAILED", "DONE"))
                    .startsWith("FAILED error FB8302: cannot write the dead letters to " + file);
            assertThat(child.awaitExit()).isEqualTo(1);
        }
        assertThat(Files.size(file)).isLessThanOrEqualTo(20 << 10);
        List<JournalRecord> journal = cluster.journal("full");
        assertThat(journal.get(journal.size() - 1).kind())
                .as("the next start need not wait for anybody")
                .isEqualTo(JournalRecord.Kind.RELEASE);

        try (ChildPipeline child = ChildPipeline.start(definition, directory.resolve("state"), true)) {
            assertThat(child.awaitLine("FAILED", "DONE")).startsWith("DONE");
        }
        assertThat(Files.readAllLines(file))
                .hasSize(LETTERS)
                .satisfies(lines -> assertThat(IntStream.range(0, LETTERS))
                        .allSatisfy(i -> assertThat(lines.get(i)).contains("\"value\":\"{broken " + i + "\"")));
    }

    @Test
    void file_ofAnotherPipelineThatRuns_isRefusedAndTheOtherGoesOn() throws IOException {
        Path file = directory.resolve("shared.jsonl");
        RunOptions first = RunOptions.of(pipeline("one", file));
        RunOptions second = RunOptions.of(pipeline("two", file));
        try (RunningPipeline running = RunningPipeline.start(first)) {
            running.awaitRunning();

            assertThatThrownBy(() -> new EmbeddedRun(second).run())
                    .isInstanceOfSatisfying(
                            RunFailure.class,
                            failure -> assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.FILE_IN_USE));

            cluster.send("one.in", 0, "{broken 0");
            running.awaitRead(1);
            running.stop();
        }
        cluster.send("two.in", 0, "{broken 0");
        new EmbeddedRun(second.withUntilEnd(true)).run();
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .satisfies(
                        lines -> assertThat(lines.get(0)).contains("\"pipeline\":\"one\""),
                        lines -> assertThat(lines.get(1)).contains("\"pipeline\":\"two\""));
    }

    private static String[] broken() {
        return IntStream.range(0, LETTERS).mapToObj(i -> "{broken " + i).toArray(String[]::new);
    }

    /** Makes the topics of a pipeline. */
    private static LoadedPipeline pipeline(String name, Path deadLetters) {
        cluster.broker().createTopic(name + ".in", 1);
        cluster.broker().createTopic(name + ".out", 1);
        return TestPipeline.load(text(deadLetters), name, cluster);
    }

    private Path definition(String name, Path deadLetters) throws IOException {
        pipeline(name, deadLetters);
        return Files.writeString(
                directory.resolve(name + ".yaml"),
                text(deadLetters).replace("NAME", name).replace("BROKERS", cluster.brokers()));
    }

    private static String text(Path deadLetters) {
        String topic = "dead_letters: {kafka: {topic: NAME.rejected}}";
        assertThat(TestPipeline.DEFINITION).contains(topic);
        return TestPipeline.DEFINITION.replace(topic, "dead_letters: {file: \"" + deadLetters + "\"}");
    }
}
