package dev.forebay.runtime.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.formats.parquet.ParquetReader;
import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfills from Parquet and to it. */
class ParquetBackfillTest {
    /** Keeps every column that it reads, so that its output is an input. */
    private static final String COPY = TestPipeline.DEFINITION.replace(
            "output: {keep: [id], vector: [amount, amount_log, hour]}",
            "output: {keep: [id, time, channel], vector: [amount]}");

    @TempDir
    Path directory;

    private final LoadedPipeline pipeline = TestPipeline.load(TestPipeline.DEFINITION, "files", "nowhere:1");
    private final LoadedPipeline copy = TestPipeline.load(COPY, "files", "nowhere:1");

    private Path lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(i % 97 == 0 ? TestPipeline.event(i, -i - 1) : TestPipeline.event(i, i / 7.0));
        }
        return Files.write(directory.resolve("in.jsonl"), lines);
    }

    /** The same events as a Parquet file; those that a check rejects are there too. */
    private Path parquet(int count) throws IOException {
        String unchecked = COPY.replace("  not_negative: amount >= 0\n", "");
        Path file = directory.resolve("in.parquet");
        new Backfill(BackfillOptions.of(TestPipeline.load(unchecked, "files", "nowhere:1"), lines(count), file)).run();
        return file;
    }

    @Test
    void parquet_in_givesWhatTheSameLinesGive() throws IOException {
        Path fromLines = directory.resolve("lines.jsonl");
        Path fromParquet = directory.resolve("parquet.jsonl");
        Path in = parquet(10_000);

        BackfillSummary first =
                new Backfill(BackfillOptions.of(pipeline, directory.resolve("in.jsonl"), fromLines)).run();
        BackfillSummary second =
                new Backfill(BackfillOptions.of(pipeline, in, fromParquet).withWorkers(3)).run();

        assertThat(fromParquet).hasSameBinaryContentAs(fromLines);
        assertThat(second.rejected()).isEqualTo(first.rejected()).isEqualTo(104);
        assertThat(second.byReason()).isEqualTo(first.byReason());
    }

    @Test
    void parquet_inOrderedByTime_givesWhatTheSameLinesGive() throws IOException {
        LoadedPipeline byTime = TestPipeline.load(
                TestPipeline.DEFINITION.replace("lateness: 1h}", "lateness: 30h, order: time}"), "files", "nowhere:1");
        Path fromLines = directory.resolve("lines.jsonl");
        Path fromParquet = directory.resolve("parquet.jsonl");
        Path in = parquet(10_000);

        BackfillSummary first =
                new Backfill(BackfillOptions.of(byTime, directory.resolve("in.jsonl"), fromLines)).run();
        BackfillSummary second =
                new Backfill(BackfillOptions.of(byTime, in, fromParquet).withWorkers(3)).run();

        assertThat(fromParquet).hasSameBinaryContentAs(fromLines);
        assertThat(first.emitted()).isEqualTo(10_000 - 104);
        assertThat(second.byReason()).isEqualTo(first.byReason());
        List<String> hours = Files.readAllLines(fromLines).stream()
                .map(line -> line.replaceAll(".*\"hour\":", "").replace("}", ""))
                .toList();
        assertThat(hours).isSortedAccordingTo(java.util.Comparator.comparingInt(Integer::parseInt));
    }

    @Test
    void parquet_outAndInAgain_keepsEveryRow() throws IOException {
        Path in = parquet(5_000);
        Path out = directory.resolve("out.parquet");
        Path again = directory.resolve("again.parquet");

        BackfillSummary summary = new Backfill(BackfillOptions.of(copy, in, out)).run();
        BackfillSummary second =
                new Backfill(BackfillOptions.of(copy, out, again).withWorkers(2)).run();

        assertThat(again).hasSameBinaryContentAs(out);
        assertThat(second.emitted()).isEqualTo(summary.emitted()).isEqualTo(5_000 - 52);
        assertThat(ParquetReader.columns(out))
                .extracting(Field::name)
                .containsExactly("id", "time", "channel", "amount");
        assertThat(ParquetReader.columns(out))
                .extracting(Field::type)
                .containsExactly(Type.STRING, Type.TIMESTAMP, Type.STRING, Type.DOUBLE);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void rejectedRows_keepTheRowAsJson() throws IOException {
        Path in = parquet(2);
        BackfillOptions options = BackfillOptions.of(pipeline, in, directory.resolve("out.csv"));

        new Backfill(options).run();

        assertThat(Files.readAllLines(options.rejectedFile()))
                .singleElement()
                .asString()
                .contains("\"offset\":0")
                .contains("\"code\":\"check\"")
                .contains("\"value\":\"{\\\"id\\\":\\\"e0\\\",\\\"time\\\":\\\"2026-01-01T00:00:00Z\\\","
                        + "\\\"amount\\\":-1.0,\\\"channel\\\":");
    }

    @Test
    void range_ofEventTime_holdsForParquetToo() throws IOException {
        Path out = directory.resolve("out.parquet");

        BackfillSummary summary = new Backfill(BackfillOptions.of(copy, parquet(10), out)
                        .withRange(Instant.parse("2026-01-01T05:00:00Z"), null))
                .run();

        assertThat(summary.emitted()).isEqualTo(5);
        assertThat(summary.absorbed()).isEqualTo(4);
    }

    @Test
    void files_thatAreNoParquetOrDamaged_areToldAndLeaveNothing() throws IOException {
        byte[] good = Files.readAllBytes(parquet(5_000));
        byte[] damaged = good.clone();
        Arrays.fill(damaged, 2_000, 2_100, (byte) 0x55);

        assertRefused("empty.parquet", new byte[0], "the file is empty");
        assertRefused(
                "lines.parquet",
                "{\"id\":1}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8),
                "does not begin as Parquet files do");
        assertRefused("cut.parquet", Arrays.copyOf(good, good.length - 100), "its end is missing");
        assertRefused("damaged.parquet", damaged, "is damaged or cannot be read, in row group 0");
    }

    private void assertRefused(String name, byte[] bytes, String note) throws IOException {
        Path from = Files.write(directory.resolve(name), bytes);
        Path to = directory.resolve("never.parquet");

        RunFailure failure = FailingBackfills.of(copy, from, to);

        assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.FILE_UNREADABLE);
        assertThat(failure.diagnostic().message()).isEqualTo("'" + from + "' cannot be read as Parquet");
        assertThat(failure.diagnostic().notes()).singleElement().asString().contains(note);
        assertThat(to).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void parquet_insideOfGzip_isRefused() throws IOException {
        RunFailure failure = catchThrowableOfType(
                RunFailure.class,
                () -> new Backfill(BackfillOptions.of(
                                pipeline, directory.resolve("x.parquet.gz"), directory.resolve("out.csv")))
                        .run());

        assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.FILE_FORMAT);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void events_none_giveAFileWithoutRows() throws IOException {
        Path out = directory.resolve("out.parquet");

        new Backfill(BackfillOptions.of(copy, Files.writeString(directory.resolve("none.jsonl"), ""), out)).run();

        assertThat(ParquetReader.columns(out)).hasSize(4);
        assertThat(new Backfill(BackfillOptions.of(copy, out, directory.resolve("again.parquet")))
                        .run()
                        .read())
                .isZero();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tmp"))
                    .toList();
        }
    }
}
