package dev.forebay.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.forebay.types.Column;
import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDecoderTest {
    private static final List<Field> SCHEMA = List.of(
            Field.of("id", Type.LONG, false),
            Field.of("time", Type.TIMESTAMP, false),
            Field.of("name", Type.STRING, true),
            Field.of("amount", Type.DOUBLE, true),
            Field.of("price", Type.decimal(6, 2), true),
            Field.of("ok", Type.BOOLEAN, true),
            Field.of("day", Type.DATE, true),
            new Field("os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, true),
            new Field("millis", List.of("millis"), Type.TIMESTAMP, TimestampFormat.EPOCH_MILLIS, true));

    private static final List<String> HEADER =
            List.of("id", "time", "extra", "name", "amount", "price", "ok", "day", "device.os", "millis");

    private static EventBatch decode(List<Field> schema, List<String> header, String... records) {
        EventBatch batch = new EventBatch(schema, records.length);
        for (int i = 0; i < records.length; i++) {
            byte[] bytes = records[i].getBytes(StandardCharsets.UTF_8);
            batch.add(0, i, Long.MIN_VALUE, bytes, 0, -1, bytes, 0, bytes.length);
        }
        new CsvDecoder(schema, header, 1000, field -> "p.yaml:" + (field + 1)).decode(batch);
        return batch;
    }

    private static List<@Nullable Object> row(EventBatch batch, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < batch.fields().size(); i++) {
            values.add(value(batch.column(i), row));
        }
        return values;
    }

    private static @Nullable Object value(Vector vector, int row) {
        if (!vector.isValid(row)) {
            return null;
        }
        if (vector instanceof BooleanVector v) {
            return v.values[row];
        }
        if (vector instanceof LongVector v) {
            return v.values[row];
        }
        if (vector instanceof DoubleVector v) {
            return v.values[row];
        }
        return ((StringVector) vector).get(row);
    }

    @Test
    void record_asTheHeaderHasIt_fillsItsColumns() {
        EventBatch batch = decode(
                SCHEMA,
                HEADER,
                "7,2018-04-11T11:04:25Z,x,\"a \"\"b\"\", c\",57.16,12.5,true,2018-04-11,android,1523444665000");
        assertThat(row(batch, 0))
                .containsExactly(
                        7L, 1523444665000000L, "a \"b\", c", 57.16, 1250L, true, 17632L, "android", 1523444665000000L);
        assertThat(batch.rejections.count()).isZero();
    }

    @Test
    void record_emptyFields_areNullAndQuotedOnesEmptyText() {
        EventBatch batch = decode(
                SCHEMA,
                HEADER,
                "7,2018-04-11 11:04:25,,,,,,,,",
                "7,2018-04-11 11:04:25,,\"\",\"\",\"\",\"\",\"\",\"\",\"\"");
        assertThat(row(batch, 0)).containsExactly(7L, 1523444665000000L, null, null, null, null, null, null, null);
        assertThat(row(batch, 1)).containsExactly(7L, 1523444665000000L, "", null, null, null, null, "", null);
        assertThat(batch.rejections.count()).isZero();
    }

    @Test
    void record_severalFieldsWrong_hasAReasonForEachInTheSchemasOrder() {
        EventBatch batch = decode(SCHEMA, HEADER, ",yesterday,,x,1e999,12.345,yes,2018-02-30,\"o,s\",1.5");
        assertThat(batch.rejections.of(0))
                .extracting(Reason::column, Reason::code, Reason::found, Reason::place)
                .containsExactly(
                        Tuple.tuple("id", ReasonCode.NULL, null, "p.yaml:1"),
                        Tuple.tuple("time", ReasonCode.BAD_TIMESTAMP, "yesterday", "p.yaml:2"),
                        Tuple.tuple("amount", ReasonCode.NUMBER_RANGE, "1e999", "p.yaml:4"),
                        Tuple.tuple("price", ReasonCode.NUMBER_RANGE, "12.345", "p.yaml:5"),
                        Tuple.tuple("ok", ReasonCode.WRONG_TYPE, "yes", "p.yaml:6"),
                        Tuple.tuple("day", ReasonCode.BAD_TIMESTAMP, "2018-02-30", "p.yaml:7"),
                        Tuple.tuple("millis", ReasonCode.NUMBER_RANGE, "1.5", "p.yaml:9"));
        assertThat(row(batch, 0)).containsExactly(null, null, "x", null, null, null, null, "o,s", null);
    }

    @Test
    void header_withoutOrWithTwoOfAField_isAReasonOfEveryRecord() {
        List<Field> schema = List.of(
                Field.of("a", Type.LONG, false), Field.of("b", Type.LONG, false), Field.of("c", Type.LONG, true));
        EventBatch batch = decode(schema, List.of("b", "b"), "1,2");
        assertThat(batch.rejections.of(0))
                .extracting(Reason::column, Reason::code)
                .containsExactly(Tuple.tuple("a", ReasonCode.MISSING), Tuple.tuple("b", ReasonCode.REPEATED_FIELD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1| 2 fields, as in the header | 1 fields",
                "1,2,3| 2 fields, as in the header | 3 fields",
                "1,a\"b| CSV as RFC 4180 has it: a quote inside of a field that does not begin with one at byte 3 | 1,a\"b",
                "1,\"ab| CSV as RFC 4180 has it: no quote that closes the field at byte 5 | 1,\"ab",
                "1,\"a\"b| CSV as RFC 4180 has it: text after the quote that closes a field at byte 5 | 1,\"a\"b",
            })
    void record_malformed_hasOneReason(String record, String rule, String found) {
        List<Field> schema = List.of(Field.of("a", Type.LONG, false), Field.of("b", Type.STRING, true));
        EventBatch batch = decode(schema, List.of("a", "b"), record);
        assertThat(batch.rejections.of(0))
                .containsExactly(new Reason(ReasonCode.MALFORMED, null, found.strip(), rule.strip(), null));
        assertThat(row(batch, 0)).containsOnlyNulls();
    }

    @Test
    void record_notUtf8TooLargeOrWithoutValue_hasOneReason() {
        List<Field> schema = List.of(Field.of("a", Type.STRING, false));
        EventBatch batch = new EventBatch(schema, 4);
        byte[] bad = {'a', (byte) 0xff};
        byte[] large = new byte[1001];
        batch.add(0, 0, 0, bad, 0, -1, bad, 0, 2);
        batch.add(0, 1, 0, large, 0, -1, large, 0, large.length);
        batch.add(0, 2, 0, bad, 0, -1, bad, 0, -1);
        batch.add(0, 3, 0, bad, 0, -1, bad, 0, 1);
        new CsvDecoder(schema, List.of("a"), 1000, field -> null).decode(batch);
        assertThat(batch.rejections.of(0)).extracting(Reason::code).containsExactly(ReasonCode.INVALID_UTF8);
        assertThat(batch.rejections.of(1)).extracting(Reason::code).containsExactly(ReasonCode.TOO_LARGE);
        assertThat(batch.rejections.of(2)).extracting(Reason::code).containsExactly(ReasonCode.NO_VALUE);
        assertThat(batch.rejections.isRejected(3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,x\n", "1,x\r\n", "1,\"x\"\r\n", "\"1\",x"})
    void record_withOneLineEnd_isReadWithoutIt(String record) {
        List<Field> schema = List.of(Field.of("a", Type.LONG, false), Field.of("b", Type.STRING, true));
        assertThat(row(decode(schema, List.of("a", "b"), record), 0)).containsExactly(1L, "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {" 1", "1 ", "1,5", "0x10", "true", "one", "1e", "--1"})
    void number_notOne_isOfWrongType(String text) {
        List<Field> schema = List.of(Field.of("a", Type.LONG, true), Field.of("b", Type.DOUBLE, true));
        EventBatch batch = decode(schema, List.of("a", "b"), "\"" + text + "\",\"" + text + "\"");
        assertThat(batch.rejections.of(0))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.WRONG_TYPE, ReasonCode.WRONG_TYPE);
        assertThat(batch.rejections.of(0)).extracting(Reason::found).containsOnly("\"" + text + "\"");
    }

    @Test
    void split_randomRecords_isAsFastCsvSplits() {
        SplittableRandom random = new SplittableRandom(4180);
        CsvRecord record = new CsvRecord();
        int legal = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(12); n > 0; n--) {
                text.append("a,\"\"é \n,b\"".charAt(random.nextInt(10)));
            }
            if (text.charAt(text.length() - 1) == '\n') {
                continue;
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            boolean split = record.split(bytes, 0, bytes.length);
            List<List<String>> other = fastCsv(text.toString());
            if (split) {
                legal++;
                List<String> fields = new ArrayList<>();
                for (int f = 0; f < record.size(); f++) {
                    fields.add(record.text(f));
                }
                assertThat(other).as(text.toString()).containsExactly(fields);
            } else if (!record.problem().startsWith("a quote inside") && other != null) {
                // FastCSV takes quotes inside of plain fields; it must agree on everything else.
                assertThat(other.size()).as("%s: %s", text, record.problem()).isGreaterThan(1);
            }
        }
        assertThat(legal).isGreaterThan(6_000);
    }

    /** The records of the text, or null where there is an error in it. */
    private static @Nullable List<List<String>> fastCsv(String text) {
        try (var reader = CsvReader.builder()
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            return reader.stream().map(r -> List.copyOf(r.getFields())).toList();
        } catch (CsvParseException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rows_encodedAndDecoded_areTheSame() {
        SplittableRandom random = new SplittableRandom(41);
        int rows = 5_000;
        EventBatch batch = new EventBatch(SCHEMA, rows);
        Vector[] vectors = new Vector[SCHEMA.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = batch.column(i);
            for (int row = 0; row < rows; row++) {
                fill(vectors[i], row, random, batch.arena);
            }
        }
        List<Column> columns =
                SCHEMA.stream().map(f -> new Column(f.name(), f.type())).toList();
        CsvEncoder encoder = new CsvEncoder(columns);
        ByteArena out = new ByteArena(0);
        encoder.encodeHeader(out);
        assertThat(new String(out.bytes, 0, out.size, StandardCharsets.UTF_8))
                .isEqualTo("id,time,name,amount,price,ok,day,os,millis");
        String[] records = new String[rows];
        for (int row = 0; row < rows; row++) {
            int start = out.size;
            encoder.encode(vectors, row, out);
            records[row] = new String(out.bytes, start, out.size - start, StandardCharsets.UTF_8);
        }
        List<Field> flat =
                columns.stream().map(c -> Field.of(c.name(), c.type(), true)).toList();
        EventBatch again = decode(flat, columns.stream().map(Column::name).toList(), records);
        for (int row = 0; row < rows; row++) {
            assertThat(again.rejections.of(row)).as(records[row]).isEmpty();
            List<@Nullable Object> expected = new ArrayList<>();
            for (Vector vector : vectors) {
                expected.add(value(vector, row));
            }
            assertThat(row(again, row)).isEqualTo(expected);
        }
    }

    private static void fill(Vector vector, int row, SplittableRandom random, ByteArena arena) {
        vector.state[row] = random.nextInt(5) == 0 ? Vector.NULL : Vector.VALID;
        if (vector.state[row] == Vector.NULL) {
            return;
        }
        if (vector instanceof BooleanVector v) {
            v.values[row] = random.nextBoolean();
        } else if (vector instanceof DoubleVector v) {
            v.values[row] = Double.longBitsToDouble(random.nextLong());
            if (random.nextInt(10) == 0) {
                v.values[row] = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0)
                        .get(random.nextInt(4));
            }
        } else if (vector instanceof LongVector v) {
            v.values[row] = random.nextLong(-600_000, 600_000);
        } else if (vector instanceof StringVector v) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append("a,\"\n\r é'".charAt(random.nextInt(8)));
            }
            v.set(row, arena, text.toString());
        }
    }
}
