package dev.forebay.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Column;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB reads of files that were written here. */
class ParquetWriterTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("l", Type.LONG),
            new Column("d", Type.DOUBLE),
            new Column("s.t \"u\"", Type.STRING),
            new Column("b", Type.BOOLEAN),
            new Column("m9", Type.decimal(9, 2)),
            new Column("m18", Type.decimal(18, 4)),
            new Column("ts", Type.TIMESTAMP),
            new Column("day", Type.DATE));

    private static DuckDb duckDb;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() throws SQLException {
        duckDb = new DuckDb();
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void values_ofEachType_haveTheirTypesAndBits() throws Exception {
        Path file = directory.resolve("out.parquet");
        ParquetTable.write(
                file,
                COLUMNS,
                List.of(
                        row(
                                Long.MIN_VALUE,
                                Double.NaN,
                                "zażółć 🤾",
                                true,
                                new BigDecimal("-1234567.89"),
                                new BigDecimal("99999999999999.9999"),
                                Instant.parse("2018-04-01T00:00:31.000001Z"),
                                LocalDate.of(2018, 4, 1)),
                        row(null, null, null, null, null, null, null, null),
                        row(
                                Long.MAX_VALUE,
                                Double.NEGATIVE_INFINITY,
                                "",
                                false,
                                new BigDecimal("0.00"),
                                new BigDecimal("-0.0001"),
                                Instant.parse("1969-12-31T23:59:59.999999Z"),
                                LocalDate.of(1, 1, 1))));

        assertThat(duckDb.rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '" + file + "')"))
                .containsExactly(
                        List.of("l", "BIGINT"),
                        List.of("d", "DOUBLE"),
                        List.of("s.t \"u\"", "VARCHAR"),
                        List.of("b", "BOOLEAN"),
                        List.of("m9", "DECIMAL(9,2)"),
                        List.of("m18", "DECIMAL(18,4)"),
                        List.of("ts", "TIMESTAMP WITH TIME ZONE"),
                        List.of("day", "DATE"));
        assertThat(duckDb.rows(
                        "SELECT l::VARCHAR, d::VARCHAR, \"s.t \"\"u\"\"\", b::VARCHAR, m9::VARCHAR, m18::VARCHAR,"
                                + " epoch_us(ts)::VARCHAR, day::VARCHAR FROM '" + file + "'"))
                .containsExactly(
                        List.of(
                                "-9223372036854775808",
                                "nan",
                                "zażółć 🤾",
                                "true",
                                "-1234567.89",
                                "99999999999999.9999",
                                "1522540831000001",
                                "2018-04-01"),
                        Arrays.asList(null, null, null, null, null, null, null, null),
                        List.of("9223372036854775807", "-inf", "", "false", "0.00", "-0.0001", "-1", "0001-01-01"));
    }

    /** Enough rows for several pages, dictionaries that overflow, and more than one row group. */
    @Test
    void tables_ofManyRows_readBackToTheSameValues() throws Exception {
        Path file = directory.resolve("out.parquet");
        List<Column> columns = List.of(
                new Column("distinct", Type.LONG),
                new Column("few", Type.STRING),
                new Column("many", Type.STRING),
                new Column("noise", Type.DOUBLE),
                new Column("halves", Type.DOUBLE),
                new Column("flag", Type.BOOLEAN),
                new Column("money", Type.decimal(7, 2)),
                new Column("ts", Type.TIMESTAMP),
                new Column("nothing", Type.LONG));
        Random random = new Random(7);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 150_000; i++) {
            rows.add(row(
                    (long) i,
                    "key-" + random.nextInt(300),
                    i % 5 == 0 ? null : "some longer text that is not shared " + random.nextLong(),
                    random.nextGaussian(),
                    random.nextBoolean() ? null : (double) random.nextInt(50),
                    i % 7 == 0 ? null : random.nextBoolean(),
                    BigDecimal.valueOf(random.nextInt(10_000_000), 2),
                    Instant.EPOCH.plus(random.nextInt(), ChronoUnit.MILLIS),
                    null));
        }
        ParquetTable.write(file, columns, rows);

        assertThat(ParquetTable.read(file).rows).isEqualTo(rows);
        assertThat(duckDb.rows(
                        "SELECT count(*), sum(\"distinct\"), count(few), count(many), count(halves), count(flag),"
                                + " sum(money)::VARCHAR, count(nothing), count(DISTINCT few) FROM '" + file + "'"))
                .containsExactly(List.of(
                        "150000",
                        "11249925000",
                        "150000",
                        "120000",
                        Long.toString(
                                rows.stream().filter(r -> r.get(4) != null).count()),
                        Long.toString(
                                rows.stream().filter(r -> r.get(5) != null).count()),
                        rows.stream()
                                .map(r -> (BigDecimal) r.get(6))
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .toString(),
                        "0",
                        "300"));
        // Bounds let a reader pass over row groups: what they let through must be right.
        assertThat(duckDb.rows("SELECT count(*) FROM '" + file + "' WHERE \"distinct\" BETWEEN 149990 AND 200000"))
                .containsExactly(List.of("10"));
    }

    @Test
    void rowGroups_ofWideRows_endAtABoundOfBytes() throws Exception {
        Path file = directory.resolve("out.parquet");
        Random random = new Random(1);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        byte[] noise = new byte[12_000];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(noise);
            rows.add(row(Base64.getEncoder().encodeToString(noise)));
        }
        ParquetTable.write(file, List.of(new Column("s", Type.STRING)), rows);

        List<List<@Nullable String>> groups = duckDb.rows(
                "SELECT row_group_id, max(total_compressed_size) FROM parquet_metadata('" + file + "') GROUP BY 1");
        assertThat(groups).hasSizeGreaterThan(1);
        assertThat(groups)
                .allSatisfy(group -> assertThat(Long.parseLong(String.valueOf(group.get(1))))
                        .isLessThan(ParquetWriter.GROUP_BYTES + (20L << 20)));
        assertThat(ParquetTable.read(file).rows).isEqualTo(rows);
    }

    @Test
    void tables_withoutRows_keepTheirColumns() throws Exception {
        Path file = directory.resolve("out.parquet");
        ParquetTable.write(file, COLUMNS, List.of());

        assertThat(ParquetTable.read(file).rows).isEmpty();
        assertThat(ParquetReader.columns(file)).hasSize(COLUMNS.size());
        assertThat(duckDb.rows("SELECT count(*) FROM '" + file + "'")).containsExactly(List.of("0"));
    }
}
