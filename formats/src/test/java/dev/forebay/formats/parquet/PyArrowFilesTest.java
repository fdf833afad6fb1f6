package dev.forebay.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebay.types.Column;
import dev.forebay.types.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote ({@code python/make_parquet_fixtures.py}), and, where Python has it, what it reads of ours. */
class PyArrowFilesTest {
    private static final Path FILES = Path.of("src/test/resources/parquet");
    private static final int ROWS = 300;
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("FOREBAY_PYTHON")).orElse("python3");

    @ParameterizedTest
    @ValueSource(strings = {"dictionaries", "deltas", "split", "snappy", "plain"})
    void files_ofEachEncoding_haveTheRowsThatWereWritten(String name) throws IOException {
        Path file = FILES.resolve(name + ".parquet");

        for (int capacity : new int[] {1, 33, 1000}) {
            ParquetTable table = ParquetTable.read(file, ParquetReader.columns(file), capacity);

            assertThat(table.rows).hasSize(ROWS);
            for (int i = 0; i < ROWS; i++) {
                assertThat(table.rows.get(i)).as("row %d", i).isEqualTo(row(i));
            }
        }
    }

    private static List<@Nullable Object> row(int i) {
        return Arrays.asList(
                i % 7 == 0 ? null : i % 100 - 50L,
                4294967295L - i,
                i % 5 == 0 ? Double.NaN : i / 4.0,
                i % 50 == 3 ? Double.NEGATIVE_INFINITY : i / 3.0,
                i % 11 == 0 ? null : "k" + i % 50,
                "x".repeat(i % 40) + i,
                BigDecimal.valueOf(i - 100, 2),
                Instant.parse("2018-01-01T00:00:00Z").plus(i * 1_000_001L, ChronoUnit.MICROS),
                LocalDate.of(2018, 1, 1).plusDays(i),
                i % 3 == 0 ? null : i % 2 == 0,
                i * (i * 1_000_003L),
                i % 4 == 0 ? null : (long) i,
                i % 4 == 0 ? null : "c" + i);
    }

    @Test
    void ourFile_readByPyArrowAndPandas_hasItsTypesAndValues(@TempDir Path directory) throws Exception {
        assumeTrue(
                run("-c", "import pyarrow, pandas").isPresent(),
                PYTHON + " has no pyarrow and pandas; FOREBAY_PYTHON may name one that has");
        Path file = directory.resolve("ours.parquet");
        List<Column> columns = List.of(
                new Column("l", Type.LONG),
                new Column("d", Type.DOUBLE),
                new Column("s", Type.STRING),
                new Column("b", Type.BOOLEAN),
                new Column("m", Type.decimal(9, 2)),
                new Column("n", Type.decimal(18, 4)),
                new Column("ts", Type.TIMESTAMP),
                new Column("day", Type.DATE));
        ParquetTable.write(
                file,
                columns,
                List.of(
                        Arrays.asList(
                                Long.MAX_VALUE,
                                Double.NaN,
                                "zażółć",
                                true,
                                new BigDecimal("-1.50"),
                                new BigDecimal("99999999999999.9999"),
                                Instant.parse("2018-04-01T00:00:31.000001Z"),
                                LocalDate.of(2018, 4, 1)),
                        Arrays.asList(null, null, null, null, null, null, null, null)));

        assertThat(run(Path.of("..", "python", "read_parquet.py").toString(), file.toString())
                        .orElseThrow()
                        .lines())
                .containsExactly(
                        "l: int64",
                        "d: double",
                        "s: string",
                        "b: bool",
                        "m: decimal128(9, 2)",
                        "n: decimal128(18, 4)",
                        "ts: timestamp[us, tz=UTC]",
                        "day: date32[day]",
                        "l: float64",
                        "d: float64",
                        "s: str",
                        "b: object",
                        "m: object",
                        "n: object",
                        "ts: datetime64[us, UTC]",
                        "day: object",
                        "9223372036854775807; nan; zażółć; True; -1.50; 99999999999999.9999;"
                                + " 2018-04-01 00:00:31.000001+00:00; 2018-04-01",
                        "None; None; None; None; None; None; None; None");
    }

    /** What a Python program prints; empty where it fails. */
    private static Optional<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("python", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            Process process = builder.start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(out, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Files.delete(out);
        }
    }
}
