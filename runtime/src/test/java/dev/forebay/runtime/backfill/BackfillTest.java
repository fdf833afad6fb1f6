package dev.forebay.runtime.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.load.LoadedPipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {
    @TempDir
    Path directory;

    private final LoadedPipeline pipeline = TestPipeline.load(TestPipeline.DEFINITION, "files", "nowhere:1");

    @Test
    void lines_goodAndBad_giveOneObjectEachInOrderAndDeadLettersBeside() throws IOException {
        Path from = write("in.jsonl", TestPipeline.event(1, 10), "{broken", TestPipeline.event(2, 0), "[1]");
        BackfillOptions options = BackfillOptions.of(pipeline, from, directory.resolve("out.jsonl"));

        BackfillSummary summary = new Backfill(options).run();

        assertThat(options.to()).hasContent("""
                {"id":"e1","amount":10.0,"amount_log":2.3978952727983707,"hour":1}
                {"id":"e2","amount":0.0,"amount_log":0.0,"hour":2}
                """);
        assertThat(Files.readAllLines(options.rejectedFile()))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("{\"version\":1,\"pipeline\":\"files\"")
                        .contains("\"reasons\":[{\"code\":\"malformed\""));
        assertThat(Files.readString(options.rejectedFile())).contains("\"value\":\"{broken\"");
        assertThat(summary.read()).isEqualTo(4);
        assertThat(summary.emitted()).isEqualTo(2);
        assertThat(summary.rejected()).isEqualTo(2);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void output_anyNumberOfWorkers_isTheSame() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lines.add(i % 97 == 0 ? "{broken " + i : TestPipeline.event(i, i / 7.0));
        }
        Path from = write("many.jsonl", lines.toArray(String[]::new));
        Path one = directory.resolve("one.jsonl");
        Path four = directory.resolve("four.jsonl");

        BackfillSummary first = new Backfill(BackfillOptions.of(pipeline, from, one)).run();
        BackfillSummary second =
                new Backfill(BackfillOptions.of(pipeline, from, four).withWorkers(4)).run();

        assertThat(four).hasSameBinaryContentAs(one);
        assertThat(second.outputDigest()).isEqualTo(first.outputDigest());
        assertThat(first.emitted() + first.rejected()).isEqualTo(20_000);
        assertThat(directory.resolve("four.rejected.jsonl"))
                .hasSameBinaryContentAs(directory.resolve("one.rejected.jsonl"));
    }

    @Test
    void workers_moreThanOutcomesInFlight_doNotStarveOneAnother() throws IOException {
        String[] lines = IntStream.range(0, 200_000)
                .mapToObj(i -> TestPipeline.event(i, 1))
                .toArray(String[]::new);
        Path from = write("crowded.jsonl", lines);
        BackfillOptions options = BackfillOptions.of(pipeline, from, directory.resolve("crowded-out.jsonl"))
                .withWorkers(100);

        assertThat(new Backfill(options).run().emitted()).isEqualTo(200_000);
    }

    @Test
    void csv_inAndOut_hasHeaderAndNames() throws IOException {
        Path from = write(
                "in.csv", "amount,time,id,channel", "1.5,2026-01-01T03:00:00Z,a,", "x,2026-01-01T03:00:00Z,b,web");
        Path to = directory.resolve("out.csv");

        BackfillSummary summary = new Backfill(BackfillOptions.of(pipeline, from, to)).run();

        assertThat(to).hasContent("id,amount,amount_log,hour\na,1.5,0.9162907318741551,3\n");
        assertThat(summary.byReason()).containsOnlyKeys("wrong_type");
    }

    @Test
    void gzip_inAndOut_isReadAndWritten() throws IOException {
        Path from = directory.resolve("in.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(from))) {
            out.write(TestPipeline.event(1, 10).getBytes(StandardCharsets.UTF_8));
        }
        Path to = directory.resolve("out.jsonl.gz");

        new Backfill(BackfillOptions.of(pipeline, from, to)).run();

        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(to))) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).startsWith("{\"id\":\"e1\"");
        }
    }

    @Test
    void range_ofEventTime_absorbsWhatIsOutside() throws IOException {
        Path from = write("in.jsonl", TestPipeline.event(1, 1), TestPipeline.event(2, 2), TestPipeline.event(3, 3));
        Path to = directory.resolve("out.jsonl");

        BackfillSummary summary = new Backfill(BackfillOptions.of(pipeline, from, to)
                        .withRange(Instant.parse("2026-01-01T02:00:00Z"), Instant.parse("2026-01-01T03:00:00Z")))
                .run();

        assertThat(Files.readAllLines(to)).singleElement().asString().startsWith("{\"id\":\"e2\"");
        assertThat(summary.absorbed()).isEqualTo(2);
    }

    @Test
    void output_exists_isRefusedUnlessOverwritten() throws IOException {
        Path from = write("in.jsonl", TestPipeline.event(1, 10));
        Path to = write("out.jsonl", "precious");

        assertFails(BackfillOptions.of(pipeline, from, to), RuntimeCode.OUTPUT_EXISTS);
        assertThat(to).hasContent("precious\n");

        new Backfill(BackfillOptions.of(pipeline, from, to).withOverwrite(true)).run();
        assertThat(Files.readString(to)).startsWith("{\"id\":\"e1\"");
    }

    @Test
    void files_missingOrWithoutFormat_areRefused() throws IOException {
        Path from = write("in.jsonl", TestPipeline.event(1, 10));
        Path to = directory.resolve("out.jsonl");

        assertFails(BackfillOptions.of(pipeline, directory.resolve("no.jsonl"), to), RuntimeCode.FILE_MISSING);
        assertFails(BackfillOptions.of(pipeline, directory, to), RuntimeCode.FILE_FORMAT);
        assertFails(BackfillOptions.of(pipeline, from, directory.resolve("out.xlsx")), RuntimeCode.FILE_FORMAT);
        assertFails(BackfillOptions.of(pipeline, from, directory.resolve("no/out.jsonl")), RuntimeCode.CANNOT_WRITE);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void disk_full_leavesNothingAndSaysSo() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs /dev/full");
        Path from = write("in.jsonl", TestPipeline.event(1, 10));
        Path to = directory.resolve("out.jsonl");
        Files.createSymbolicLink(OutputFile.temporaryOf(to), full);

        assertThatThrownBy(() -> new Backfill(BackfillOptions.of(pipeline, from, to)).run())
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.CANNOT_WRITE);
                    assertThat(failure.diagnostic().notes()).anyMatch(note -> note.contains("No space left"));
                });
        assertThat(to).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    private static void assertFails(BackfillOptions options, RuntimeCode code) {
        assertThatThrownBy(() -> new Backfill(options).run())
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code()).isEqualTo(code));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), List.of(lines));
    }

    /** Temporary files that should be gone. */
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tmp"))
                    .toList();
        }
    }
}
