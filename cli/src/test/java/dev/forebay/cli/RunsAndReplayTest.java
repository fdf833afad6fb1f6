package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history of runs, and that a backfill of it gives the same bytes again. */
class RunsAndReplayTest {
    private static final Path SEED = Path.of("..", "examples", "seed");

    @TempDir
    Path directory;

    private Path definition = Path.of("");
    private Path events = Path.of("");

    @BeforeEach
    void copySeed() throws IOException {
        definition = Files.copy(SEED.resolve("pipeline.yaml"), directory.resolve("pipeline.yaml"));
        Files.copy(SEED.resolve("scaler.pkl"), directory.resolve("scaler.pkl"));
        events = Files.copy(SEED.resolve("transactions.jsonl"), directory.resolve("events.jsonl"));
        Files.writeString(events, "{\"broken\": \n", StandardOpenOption.APPEND);
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--registry");
        all.add(directory.resolve("registry").toString());
        return CommandRun.of(all.toArray(String[]::new));
    }

    private CommandRun backfill(String output) {
        return run(
                "backfill",
                definition.toString(),
                "--from",
                events.toString(),
                "--to",
                directory.resolve(output).toString());
    }

    private JsonNode shown(int number) {
        return JsonMapper.shared()
                .readTree(
                        run("runs", "show", Integer.toString(number), "--json").out());
    }

    @Test
    void backfill_isRecordedWithReleaseInputsCountsAndOutputs() {
        assertThat(backfill("out.jsonl").code()).isZero();

        JsonNode run = shown(1);
        assertThat(run.path("kind").asString()).isEqualTo("backfill");
        assertThat(run.path("outcome").asString()).isEqualTo("done");
        assertThat(run.path("release").asString()).matches("sha256:[0-9a-f]{64}");
        assertThat(run.path("inputs").get(0).path("path").asString()).endsWith("events.jsonl");
        assertThat(run.path("counts").path("rejected").asLong()).isPositive();
        assertThat(run.path("outputs").size()).isEqualTo(2);
        assertThat(run("runs", "list").out()).contains("backfill", "fraud-detection", "done");
        assertThat(run("runs", "show", "1", "--source").out()).contains("pipeline: fraud-detection");
        assertThat(run("release", "list").out()).contains("fraud-detection");
    }

    @Test
    void backfill_thatFails_isRecordedAsThat() {
        assertThat(backfill("out.jsonl").code()).isZero();
        assertThat(backfill("out.jsonl").code()).isEqualTo(2);

        assertThat(shown(2).path("outcome").asString()).isEqualTo("failed");
        assertThat(shown(2).path("message").asString()).contains("out.jsonl");
        assertThat(run("replay", "2").err()).contains("FB8514", "failed");
    }

    @Test
    void replay_withOtherThreadsAndAnEditedDefinition_givesTheSameBytes() throws IOException {
        for (String output : List.of("a.jsonl", "b.parquet", "c.csv.gz")) {
            assertThat(backfill(output).code()).as(output).isZero();
        }
        Files.writeString(definition, Files.readString(definition).replace("LOG1P(", "LOG1P(2 * "));

        for (int number = 1; number <= 3; number++) {
            CommandRun replay = run("replay", Integer.toString(number), "--workers", "3");
            assertThat(replay.code()).as(replay.err()).isZero();
            assertThat(replay.out()).contains("the same bytes", " rejected");
        }
    }

    @Test
    void replay_ofAnInputThatMovedOrChanged_findsItOrSaysSo() throws IOException {
        backfill("out.jsonl");
        Path archive = Files.move(events, directory.resolve("archive.jsonl"));

        assertThat(run("replay", "1").err()).contains("FB8514", "no longer there", "--from");
        assertThat(run("replay", "1", "--from", archive.toString()).code()).isZero();
        Files.writeString(archive, "\n", StandardOpenOption.APPEND);
        assertThat(run("replay", "1", "--from", archive.toString()).err()).contains("FB8514", "has changed since");
    }

    @Test
    void runsOfTheSameInput_compared_haveTheSameOutput() throws IOException {
        backfill("one.jsonl");
        backfill("two.jsonl");
        assertThat(run("runs", "compare", "1", "2").code()).isZero();
        assertThat(run("runs", "compare", "1", "2").out()).contains("the same output", "asked to");

        Files.writeString(definition, Files.readString(definition).replace("LOG1P(", "LOG1P(2 * "));
        backfill("three.jsonl");
        CommandRun other = run("runs", "compare", "1", "3");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("another output", "release", "output digest");
        assertThat(run("runs", "show", "9").err()).contains("FB8513");
    }

    @Test
    void run_thatWasKilled_isClosedByTheNextOne() throws IOException, InterruptedException {
        backfill("out.jsonl");
        Path many = directory.resolve("many.jsonl");
        byte[] some = Files.readAllBytes(events);
        try (OutputStream out = Files.newOutputStream(many)) {
            for (int i = 0; i < 20_000; i++) {
                out.write(some);
            }
        }
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.forebay.cli.Main",
                        "backfill",
                        definition.toString(),
                        "--from",
                        many.toString(),
                        "--to",
                        directory.resolve("never.jsonl").toString(),
                        "--registry",
                        directory.resolve("registry").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.log").toFile())
                .start();
        try {
            for (int i = 0; i < 600 && !run("runs", "list").out().contains("running"); i++) {
                Thread.sleep(50);
                if (!child.isAlive()) {
                    break;
                }
            }
            assertThat(run("runs", "list").out())
                    .as(Files.readString(directory.resolve("child.log"), StandardCharsets.UTF_8))
                    .contains("running");
        } finally {
            child.destroyForcibly().waitFor();
        }

        backfill("next.jsonl");

        assertThat(shown(2).path("outcome").asString()).isEqualTo("crashed");
        assertThat(shown(3).path("outcome").asString()).isEqualTo("done");
    }
}
