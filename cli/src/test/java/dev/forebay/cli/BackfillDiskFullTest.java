package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up in the middle: files of the process cannot grow beyond 100 KiB. */
class BackfillDiskFullTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: p
            source: {kafka: {brokers: "localhost:9092", topic: t}}
            event: {id: id}
            schema: {id: long, amount: double}
            features: {log_amount: LOG1P(amount)}
            output: {keep: [id], vector: [log_amount]}
            """;

    @TempDir
    Path directory;

    @Test
    void disk_fullWhileOutputIsWritten_leavesNoHalfOutput() throws Exception {
        assertFails("out.jsonl", 5000, 10);
    }

    @Test
    void disk_fullWhileCompressedOutputIsWritten_leavesNoHalfOutput() throws Exception {
        assertFails("out.jsonl.gz", 60_000, 10);
    }

    @Test
    void disk_fullWhileRejectedEventsAreWritten_leavesNoOutputEither() throws Exception {
        assertFails("out.jsonl", 10, 2000);
    }

    private void assertFails(String to, int good, int broken) throws Exception {
        Path definition = Files.writeString(directory.resolve("p.yaml"), DEFINITION);
        Path from = directory.resolve("in.jsonl");
        List<String> lines = Stream.concat(
                        IntStream.range(0, good).mapToObj(i -> "{\"id\":" + i + ",\"amount\":" + Math.sqrt(i) + "}"),
                        IntStream.range(0, broken).mapToObj(i -> "{broken " + i))
                .toList();
        Files.write(from, lines);
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 100; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.forebay.cli.Main",
                        "backfill",
                        // SQLite's library does not fit on this disk either.
                        "--no-history",
                        definition.toString(),
                        "--from",
                        from.toString(),
                        "--to",
                        directory.resolve(to).toString())
                .redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        assertThat(said).contains("FB8302", "the system says: File too large").doesNotContain("\tat ", "\u001b");
        assertThat(files()).containsExactlyInAnyOrder("p.yaml", "in.jsonl");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
