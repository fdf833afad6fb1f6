package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Column;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
    private final ByteArena out = new ByteArena(0);

    private String encode(JsonEncoder encoder, Vector[] columns, int row) {
        int start = out.size;
        encoder.encode(columns, row, out);
        return new String(out.bytes, start, out.size - start, StandardCharsets.UTF_8);
    }

    private static StringVector strings(String... values) {
        StringVector vector = new StringVector(values.length);
        ByteArena arena = new ByteArena(0);
        for (int i = 0; i < values.length; i++) {
            vector.set(i, arena, values[i]);
        }
        return vector;
    }

    @Test
    void row_everyType_isOneCompactObject() {
        LongVector id = new LongVector(Type.LONG, 1);
        id.values[0] = -100000;
        LongVector time = new LongVector(Type.TIMESTAMP, 1);
        time.values[0] = 1523444665000000L;
        LongVector day = new LongVector(Type.DATE, 1);
        day.values[0] = 17632;
        LongVector price = new LongVector(Type.decimal(10, 2), 1);
        price.values[0] = -5;
        DoubleVector amount = new DoubleVector(1);
        amount.values[0] = 1.01727608083528;
        BooleanVector yes = new BooleanVector(1);
        yes.values[0] = true;
        LongVector none = new LongVector(Type.LONG, 1);
        none.state[0] = Vector.NULL;
        JsonEncoder encoder = new JsonEncoder(List.of(
                new Column("id", Type.LONG),
                new Column("time", Type.TIMESTAMP),
                new Column("day", Type.DATE),
                new Column("price", Type.decimal(10, 2)),
                new Column("amount", Type.DOUBLE),
                new Column("yes", Type.BOOLEAN),
                new Column("no", Type.BOOLEAN),
                new Column("text", Type.STRING),
                new Column("odd \"name\"\n", Type.LONG)));
        assertThat(encode(
                        encoder,
                        new Vector[] {id, time, day, price, amount, yes, new BooleanVector(1), strings("é\"\\"), none},
                        0))
                .isEqualTo(
                        "{\"id\":-100000,\"time\":\"2018-04-11T11:04:25Z\",\"day\":\"2018-04-11\",\"price\":-0.05,"
                                + "\"amount\":1.01727608083528,\"yes\":true,\"no\":false,\"text\":\"é\\\"\\\\\",\"odd \\\"name\\\"\\n\":null}");
        assertThat(encoder.nonFinite()).isZero();
    }

    @Test
    void row_withoutColumns_isAnEmptyObject() {
        assertThat(encode(new JsonEncoder(List.of()), new Vector[0], 0)).isEqualTo("{}");
    }

    @Test
    void doubles_notFinite_areNullAndCounted() {
        DoubleVector vector = new DoubleVector(4);
        vector.values[0] = Double.NaN;
        vector.values[1] = Double.POSITIVE_INFINITY;
        vector.values[2] = Double.NEGATIVE_INFINITY;
        vector.values[3] = Double.NaN;
        vector.state[3] = Vector.NULL;
        JsonEncoder encoder = new JsonEncoder(List.of(new Column("x", Type.DOUBLE)));
        for (int row = 0; row < 4; row++) {
            assertThat(encode(encoder, new Vector[] {vector}, row)).isEqualTo("{\"x\":null}");
        }
        assertThat(encoder.nonFinite()).isEqualTo(3);
    }

    @Test
    void text_everyCharacterAtEveryOffset_isEscapedOnlyWhereItMust() {
        JsonEncoder encoder = new JsonEncoder(List.of(new Column("x", Type.STRING)));
        for (int c = 0; c < 0x180; c++) {
            for (int before = 0; before < 18; before++) {
                String text = "a".repeat(before) + (char) c + "b".repeat(before % 5);
                String expected = switch (c) {
                    case '"' -> "\\\"";
                    case '\\' -> "\\\\";
                    case '\b' -> "\\b";
                    case '\f' -> "\\f";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default -> c < ' ' ? "\\u%04x".formatted(c) : Character.toString(c);
                };
                assertThat(encode(encoder, new Vector[] {strings(text)}, 0))
                        .isEqualTo("{\"x\":\"" + text.replace(Character.toString(c), expected) + "\"}");
            }
        }
    }

    @Test
    void text_longAndAllEscaped_fits() {
        JsonEncoder encoder = new JsonEncoder(List.of(new Column("x", Type.STRING)));
        String written = encode(encoder, new Vector[] {strings("\u0001".repeat(100_000))}, 0);
        assertThat(written).hasSize(600_000 + 8);
    }

    @Test
    void rows_encodedAndDecoded_areTheSame() {
        List<Field> schema = List.of(
                Field.of("s", Type.STRING, true),
                Field.of("d", Type.DOUBLE, true),
                Field.of("l", Type.LONG, true),
                Field.of("t", Type.TIMESTAMP, true),
                Field.of("p", Type.decimal(18, 6), true),
                Field.of("b", Type.BOOLEAN, true),
                Field.of("day", Type.DATE, true));
        SplittableRandom random = new SplittableRandom(8259);
        Rows rows = Rows.of(new JsonDecoder(schema), schema, records(random));
        List<Column> columns =
                schema.stream().map(f -> new Column(f.name(), f.type())).toList();
        Vector[] vectors = new Vector[schema.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = rows.batch().column(i);
        }
        JsonEncoder encoder = new JsonEncoder(columns);
        List<String> written = new ArrayList<>();
        for (int row = 0; row < rows.batch().size(); row++) {
            written.add(encode(encoder, vectors, row));
        }
        Rows again = Rows.of(new JsonDecoder(schema), schema, written.toArray(new String[0]));
        for (int row = 0; row < written.size(); row++) {
            assertThat(again.reasons(row)).isEmpty();
            assertThat(again.of(row)).isEqualTo(rows.of(row));
        }
    }

    private static String[] records(SplittableRandom random) {
        String[] records = new String[3000];
        for (int i = 0; i < records.length; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append("\\u%04x".formatted(random.nextInt(0xd800)));
            }
            double d = Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
            records[i] =
                    "{\"s\":\"%s\",\"d\":%s,\"l\":%d,\"t\":\"2018-04-11T11:04:25.%06dZ\",\"p\":%d.%06d,\"b\":%b,\"day\":\"20%02d-01-01\"}"
                            .formatted(
                                    text,
                                    d,
                                    random.nextLong(),
                                    random.nextInt(1_000_000),
                                    random.nextLong(1_000_000_000_000L),
                                    random.nextInt(1_000_000),
                                    random.nextBoolean(),
                                    random.nextInt(100));
        }
        return records;
    }
}
