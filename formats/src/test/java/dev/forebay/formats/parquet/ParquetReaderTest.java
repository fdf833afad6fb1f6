package dev.forebay.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of files that DuckDB wrote. */
class ParquetReaderTest {
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

    private Path file(String query) throws SQLException {
        return file(query, "");
    }

    private Path file(String query, String options) throws SQLException {
        Path file = directory.resolve("in.parquet");
        duckDb.write(query, file, options);
        return file;
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigint",
                "integer",
                "smallint",
                "tinyint",
                "uinteger",
                "usmallint",
                "utinyint",
                "ubigint",
                "decimal(9,0)"
            })
    void wholeNumbers_ofAnyWidth_areLongs(String type) throws Exception {
        Path file = file("SELECT CAST(x AS " + type + ") x FROM (VALUES (0), (100), (NULL)) t(x)");

        ParquetTable table = ParquetTable.read(file, List.of(Field.of("x", Type.LONG, true)), 2);

        assertThat(table.rows).containsExactly(row(0L), row(100L), row((Object) null));
    }

    @Test
    void wholeNumbers_atTheirEnds_areExactOrRejected() throws Exception {
        Path file = file("SELECT 18446744073709551615::UBIGINT a, 4294967295::UINTEGER b,"
                + " (-9223372036854775808)::BIGINT c, 9223372036854775807::BIGINT d, (-2147483648)::INTEGER e");
        List<Field> schema = List.of(
                Field.of("a", Type.LONG, false),
                Field.of("b", Type.LONG, false),
                Field.of("c", Type.LONG, false),
                Field.of("d", Type.LONG, false),
                Field.of("e", Type.LONG, false));

        ParquetTable table = ParquetTable.read(file, schema, 2);

        assertThat(table.rows)
                .containsExactly(row(null, 4294967295L, Long.MIN_VALUE, Long.MAX_VALUE, (long) Integer.MIN_VALUE));
        assertThat(table.reasons.get(0))
                .containsExactly(new Reason(
                        ReasonCode.NUMBER_RANGE,
                        "a",
                        "18446744073709551615",
                        "a whole number from -9223372036854775808 to 9223372036854775807",
                        "d.yaml:1"));
        assertThat(table.originals.get(0))
                .isEqualTo("{\"a\":\"18446744073709551615\",\"b\":4294967295,\"c\":-9223372036854775808,"
                        + "\"d\":9223372036854775807,\"e\":-2147483648}");
    }

    @Test
    void doubles_ofFloatsAndWholeNumbers_areExactOrRejected() throws Exception {
        Path file = file("SELECT * FROM (VALUES (0.1::FLOAT, 'nan'::DOUBLE, 3, 9007199254740992),"
                + " ('-inf'::FLOAT, -0.0::DOUBLE, NULL, 9007199254740993)) t(f, d, i, l)");
        List<Field> schema = List.of(
                Field.of("f", Type.DOUBLE, true),
                Field.of("d", Type.DOUBLE, true),
                Field.of("i", Type.DOUBLE, true),
                Field.of("l", Type.DOUBLE, true));

        ParquetTable table = ParquetTable.read(file, schema, 10);

        assertThat(table.rows)
                .containsExactly(
                        row((double) 0.1f, Double.NaN, 3.0, 9007199254740992.0),
                        row(Double.NEGATIVE_INFINITY, -0.0, null, null));
        assertThat(table.reasons.get(1)).extracting(Reason::code).containsExactly(ReasonCode.NUMBER_RANGE);
        assertThat(table.originals.get(1))
                .isEqualTo("{\"f\":\"-Infinity\",\"d\":-0.0,\"i\":null,\"l\":\"9007199254740993\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decimal(4,2)", "decimal(9,2)", "decimal(18,2)", "decimal(38,2)", "decimal(20,5)"})
    void decimals_ofAnyWidth_keepEveryDigitOrAreRejected(String type) throws Exception {
        Path file = file("SELECT CAST(x AS " + type + ") x FROM (VALUES ('12.34'), ('-0.01'), (NULL)) t(x)");

        ParquetTable table = ParquetTable.read(file, List.of(Field.of("x", Type.decimal(6, 3), true)), 10);

        assertThat(table.rows)
                .containsExactly(row(new BigDecimal("12.340")), row(new BigDecimal("-0.010")), row((Object) null));
    }

    @Test
    void decimals_thatDoNotFit_areRejected() throws Exception {
        Path file = file("SELECT CAST(x AS DECIMAL(38,3)) x FROM"
                + " (VALUES ('1000'), ('0.001'), ('99999999999999999999999.5')) t(x)");

        ParquetTable table = ParquetTable.read(file, List.of(Field.of("x", Type.decimal(5, 2), false)), 10);

        assertThat(table.reasons)
                .allSatisfy(reasons ->
                        assertThat(reasons).extracting(Reason::code).containsExactly(ReasonCode.NUMBER_RANGE));
        assertThat(table.originals)
                .containsExactly(
                        "{\"x\":\"1000.000\"}", "{\"x\":\"0.001\"}", "{\"x\":\"a number of more than 64 bits\"}");
    }

    @ParameterizedTest
    @CsvSource({"TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP_MS", "TIMESTAMP_NS"})
    void timestamps_ofAnyUnit_areUtcMicroseconds(String type) throws Exception {
        Path file = file("SELECT CAST(x AS " + type
                + ") x FROM (VALUES ('2018-04-01 00:00:31.123'), ('1969-12-31 23:59:59.5')," + " (NULL)) t(x)");

        ParquetTable table = ParquetTable.read(file, List.of(Field.of("x", Type.TIMESTAMP, true)), 10);

        assertThat(table.rows)
                .containsExactly(
                        row(Instant.parse("2018-04-01T00:00:31.123Z")),
                        row(Instant.parse("1969-12-31T23:59:59.5Z")),
                        row((Object) null));
    }

    @Test
    void timestamps_finerThanAMicrosecondOrOutOfRange_areFlooredOrRejected() throws Exception {
        Path file = file("SELECT make_timestamp_ns(-1) a, make_timestamp(9223372036854000000) b");
        List<Field> schema = List.of(Field.of("a", Type.TIMESTAMP, false), Field.of("b", Type.TIMESTAMP, false));

        ParquetTable table = ParquetTable.read(file, schema, 10);

        assertThat(table.rows).containsExactly(row(Instant.parse("1969-12-31T23:59:59.999999Z"), null));
        assertThat(table.reasons.get(0)).extracting(Reason::code).containsExactly(ReasonCode.NUMBER_RANGE);
    }

    @Test
    void timestamps_asNumbersOrText_areReadWhereTheSchemaSaysSo() throws Exception {
        Path file = file("SELECT 1522540831000::BIGINT a, '2018-04-01T00:00:31Z' b, '2018-04-01' c, 'soon' d");
        List<Field> schema = List.of(
                new Field("a", List.of("a"), Type.TIMESTAMP, TimestampFormat.EPOCH_MILLIS, false),
                Field.of("b", Type.TIMESTAMP, false),
                Field.of("c", Type.DATE, false),
                Field.of("d", Type.TIMESTAMP, true));

        ParquetTable table = ParquetTable.read(file, schema, 10);

        Instant time = Instant.parse("2018-04-01T00:00:31Z");
        assertThat(table.rows).containsExactly(row(time, time, LocalDate.of(2018, 4, 1), null));
        assertThat(table.reasons.get(0)).extracting(Reason::code).containsExactly(ReasonCode.BAD_TIMESTAMP);
        assertThat(table.originals.get(0))
                .isEqualTo("{\"a\":1522540831000,\"b\":\"2018-04-01T00:00:31Z\",\"c\":\"2018-04-01\",\"d\":\"soon\"}");
    }

    @Test
    void texts_ofEachKind_areStrings() throws Exception {
        Path file = file("SELECT 'zażółć' a, '' b, 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::UUID c,"
                + " '{\"x\":1}'::JSON d, '\\xC3\\x28'::BLOB e");
        List<Field> schema = List.of(
                Field.of("a", Type.STRING, false),
                Field.of("b", Type.STRING, false),
                Field.of("c", Type.STRING, false),
                Field.of("d", Type.STRING, false),
                Field.of("e", Type.STRING, false));

        ParquetTable table = ParquetTable.read(file, schema, 10);

        assertThat(table.rows)
                .containsExactly(row("zażółć", "", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "{\"x\":1}", null));
        assertThat(table.reasons.get(0)).extracting(Reason::code).containsExactly(ReasonCode.INVALID_UTF8);
    }

    @Test
    void nested_structsAndFlattenedNames_areFoundUnderTheirPath() throws Exception {
        Path file = file(
                "SELECT * FROM (VALUES ({'os': 'linux', 'v': {'n': 1}}, 5), ({'os': NULL, 'v': NULL}, 6), (NULL, 7))"
                        + " t(device, \"geo.lat\")");
        List<Field> schema = List.of(
                new Field("os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, true),
                new Field("n", List.of("device", "v", "n"), Type.LONG, TimestampFormat.RFC3339, false),
                new Field("lat", List.of("geo", "lat"), Type.LONG, TimestampFormat.RFC3339, false));

        ParquetTable table = ParquetTable.read(file, schema, 10);

        assertThat(table.rows).containsExactly(row("linux", 1L, 5L), row(null, null, 6L), row(null, null, 7L));
        assertThat(table.reasons.get(1)).extracting(Reason::code).containsExactly(ReasonCode.NULL);
        assertThat(table.originals.get(2))
                .isEqualTo("{\"device\":{\"os\":null,\"v\":{\"n\":null}},\"geo\":{\"lat\":7}}");
    }

    @Test
    void columns_missingOrOfOtherTypes_areToldTogether() throws Exception {
        Path file = file("SELECT 1::BIGINT id, 1.5::DECIMAL(10,2) amount, 'x' flag, [1] list, 1522540831000::BIGINT t,"
                + " TIME '12:00' u");
        List<Field> schema = List.of(
                Field.of("ID", Type.LONG, false),
                Field.of("gone", Type.LONG, true),
                Field.of("amount", Type.DOUBLE, false),
                Field.of("flag", Type.BOOLEAN, true),
                Field.of("t", Type.TIMESTAMP, false),
                Field.of("u", Type.STRING, false),
                new Field("l", List.of("list", "list", "element"), Type.LONG, TimestampFormat.RFC3339, true));

        ParquetReader.MismatchException mismatch = catchThrowableOfType(
                ParquetReader.MismatchException.class, () -> ParquetReader.open(file, schema, field -> null));

        assertThat(mismatch.problems())
                .containsExactly(
                        "'ID': expected long, found no such column; is it 'id'?",
                        "'amount': expected double, found decimal(10,2); say decimal(10,2) in the schema, or convert the"
                                + " column",
                        "'flag': expected boolean, found string; say string in the schema, or convert the column",
                        "'t': expected timestamp, found int64; {type: timestamp, format: epoch_millis} reads numbers",
                        "'u': expected string, found time; convert the column",
                        "'list.list.element': expected long, found a list; convert the column");
        assertThat(mismatch.columns()).containsExactly("id", "amount", "flag", "list.list.element", "t", "u");
    }

    @ParameterizedTest
    @CsvSource({
        "uncompressed, V1",
        "snappy, V1",
        "gzip, V1",
        "zstd, V1",
        "lz4_raw, V1",
        "uncompressed, V2",
        "snappy, V2",
        "gzip, V2",
        "zstd, V2",
        "lz4_raw, V2"
    })
    void files_ofEachCodecAndVersion_haveTheRowsThatWereWritten(String codec, String version) throws Exception {
        String query = """
                SELECT i::BIGINT l, (i * 7919 % 1000)::INTEGER n, (i * 0.37)::DOUBLE d, (i / 3)::FLOAT f,
                       CASE WHEN i % 11 = 0 THEN NULL ELSE 'key-' || (i * 31 % 5000) END s,
                       'long text shared at its beginning ' || i t,
                       i % 3 = 0 b, DATE '2018-01-01' + (i % 400)::INTEGER AS day,
                       TIMESTAMP '2018-01-01' + INTERVAL 1 SECOND * i AS ts,
                       CASE WHEN i % 2 = 0 THEN NULL ELSE (i * 1.25)::DECIMAL(12,2) END m
                FROM range(20000) r(i)
                """;
        Path file = file(query, ", COMPRESSION " + codec + ", PARQUET_VERSION " + version + ", ROW_GROUP_SIZE 4096");

        ParquetTable table = ParquetTable.read(file, ParquetReader.columns(file), 777);

        List<List<@Nullable String>> expected = duckDb.rows(
                "SELECT * REPLACE (strftime(ts, '%Y-%m-%dT%H:%M:%SZ') AS ts, f::DOUBLE AS f) FROM (" + query + ")");
        assertThat(table.rows).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            List<@Nullable Object> row = table.rows.get(i);
            assertThat(row.stream()
                            .map(value -> value == null ? null : value.toString())
                            .toList())
                    .as("row %d", i)
                    .isEqualTo(expected.get(i));
        }
    }

    @Test
    void columns_thatNothingAsksFor_areNotRead() throws Exception {
        Path file = file("SELECT i a, [i] b, 'x' c FROM range(10) r(i)");

        ParquetTable table = ParquetTable.read(file, List.of(Field.of("a", Type.LONG, false)), 4);

        assertThat(table.rows).hasSize(10).startsWith(row(0L)).endsWith(row(9L));
    }

    @Test
    void files_withoutRows_haveNone() throws Exception {
        Path file = file("SELECT 1::BIGINT a WHERE false");

        assertThat(ParquetTable.read(file).rows).isEmpty();
    }

    @Test
    void share_whileReading_growsToOne() throws IOException, SQLException {
        Path file = file("SELECT i a FROM range(10) r(i)");
        List<Field> schema = List.of(Field.of("a", Type.LONG, false));

        try (ParquetReader reader = ParquetReader.open(file, schema, field -> null)) {
            assertThat(reader.share()).isZero();
            reader.read(new EventBatch(schema, 5));
            assertThat(reader.share()).isEqualTo(0.5);
        }
    }
}
