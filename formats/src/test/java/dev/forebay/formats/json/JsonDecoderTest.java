package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
    private static final List<Field> SCHEMA = List.of(
            Field.of("transaction_id", Type.LONG, false),
            Field.of("timestamp", Type.TIMESTAMP, false),
            Field.of("customer_id", Type.STRING, false),
            Field.of("transaction_amount", Type.DOUBLE, false),
            Field.of("channel", Type.STRING, true),
            new Field("device_os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, true));

    private static Rows decode(String... records) {
        return Rows.of(new JsonDecoder(SCHEMA), SCHEMA, records);
    }

    @Test
    void event_asTheSchemaHasIt_fillsItsColumns() {
        Rows rows = decode("""
                {"transaction_id": 100000, "timestamp": "2018-04-11T11:04:25Z", "customer_id": "4427",
                 "transaction_amount": 93.91, "channel": "web", "device": {"id": 7, "os": "android"}}""");
        assertThat(rows.of(0)).containsExactly(100000L, 1523444665000000L, "4427", 93.91, "web", "android");
        assertThat(rows.reasons(0)).isEmpty();
    }

    @Test
    void event_severalFieldsWrong_hasAReasonForEachInTheSchemasOrder() {
        Rows rows = decode("""
                {"channel": 5, "customer_id": null, "transaction_amount": "12", "transaction_id": 1.5, "device": []}""");
        assertThat(rows.of(0)).containsOnlyNulls();
        assertThat(rows.reasons(0))
                .extracting(Reason::column, Reason::code, Reason::found)
                .containsExactly(
                        tuple("transaction_id", ReasonCode.NUMBER_RANGE, "1.5"),
                        tuple("timestamp", ReasonCode.MISSING, null),
                        tuple("customer_id", ReasonCode.NULL, "null"),
                        tuple("transaction_amount", ReasonCode.WRONG_TYPE, "\"12\""),
                        tuple("channel", ReasonCode.WRONG_TYPE, "5"),
                        tuple("device_os", ReasonCode.WRONG_TYPE, "[]"));
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.tuple(values);
    }

    private static Object one(Type type, TimestampFormat format, String value) {
        List<Field> schema = List.of(new Field("f", List.of("f"), type, format, false));
        Rows rows = Rows.of(new JsonDecoder(schema), schema, "{\"f\":" + value + "}");
        Object read = rows.of(0).get(0);
        return read != null ? read : rows.reasons(0).get(0).code();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "long | 0 | 0",
                "long | -0 | 0",
                "long | 1.0 | 1",
                "long | 1e3 | 1000",
                "long | 10e-1 | 1",
                "long | 1.5 | NUMBER_RANGE",
                "long | 9223372036854775807 | 9223372036854775807",
                "long | 9223372036854775808 | NUMBER_RANGE",
                "long | -9223372036854775808 | -9223372036854775808",
                "long | \"1\" | WRONG_TYPE",
                "long | true | WRONG_TYPE",
                "double | 57.16 | 57.16",
                "double | -0 | -0.0",
                "double | 1 | 1.0",
                "double | 1e308 | 1.0E308",
                "double | 1e309 | NUMBER_RANGE",
                "double | -1e309 | NUMBER_RANGE",
                "double | 1e-400 | 0.0",
                "double | \"1\" | WRONG_TYPE",
                "double | \"NaN\" | WRONG_TYPE",
                "decimal(6,2) | 12.5 | 1250",
                "decimal(6,2) | 12.500 | 1250",
                "decimal(6,2) | -9999.99 | -999999",
                "decimal(6,2) | 10000 | NUMBER_RANGE",
                "decimal(6,2) | 12.345 | NUMBER_RANGE",
                "decimal(6,2) | 1e-2 | 1",
                "boolean | true | true",
                "boolean | false | false",
                "boolean | 1 | WRONG_TYPE",
                "boolean | \"true\" | WRONG_TYPE",
                "string | \"\" | ``",
                "string | \"a\\u0062\\/\" | ab/",
                "string | \"\\ud83e\\udd8a\" | 🦊",
                "string | \"\\ud83e\" | INVALID_UTF8",
                "string | 5 | WRONG_TYPE",
                "string | [\"a\"] | WRONG_TYPE",
                "string | null | NULL",
                "date | \"2018-04-11\" | 17632",
                "date | \"2018-02-29\" | BAD_TIMESTAMP",
                "date | \"2018-04-11T00:00:00Z\" | BAD_TIMESTAMP",
                "date | 17632 | WRONG_TYPE",
                "timestamp | \"2018-04-11T11:04:25Z\" | 1523444665000000",
                "timestamp | \"2018-04-11T13:04:25.0000019\\u002b02:00\" | 1523444665000001",
                "timestamp | \"yesterday\" | BAD_TIMESTAMP",
                "timestamp | \"\\ud83e\" | BAD_TIMESTAMP",
                "timestamp | 1523444665 | WRONG_TYPE"
            })
    void value_ofAType_isReadOrHasItsReason(String type, String value, String expected) {
        Object read = one(Type.parse(type).orElseThrow(), TimestampFormat.RFC3339, value);
        assertThat(read.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "EPOCH_SECONDS, 1523444665, 1523444665000000",
        "EPOCH_SECONDS, 1523444665.5, 1523444665500000",
        "EPOCH_SECONDS, 1523444665.1234569, 1523444665123456",
        "EPOCH_SECONDS, -0.0000001, -1",
        "EPOCH_SECONDS, 1.523444665e9, 1523444665000000",
        "EPOCH_SECONDS, 253402300800, NUMBER_RANGE",
        "EPOCH_SECONDS, 1e300, NUMBER_RANGE",
        "EPOCH_MILLIS, 1523444665001, 1523444665001000",
        "EPOCH_MILLIS, 1.5, NUMBER_RANGE",
        "EPOCH_MILLIS, 253402300800000, NUMBER_RANGE",
        "EPOCH_MICROS, 1523444665000001, 1523444665000001",
        "EPOCH_MICROS, -62167219200000001, NUMBER_RANGE",
        "EPOCH_MICROS, true, WRONG_TYPE"
    })
    void timestamp_asEpochNumber_isMicroseconds(TimestampFormat format, String value, String expected) {
        assertThat(one(Type.TIMESTAMP, format, value).toString()).isEqualTo(expected);
    }

    @Test
    void reason_namesFoundRuleAndPlace() {
        List<Field> schema = List.of(Field.of("a", Type.LONG, false), Field.of("b", Type.STRING, false));
        JsonDecoder decoder = new JsonDecoder(schema, JsonLimits.DEFAULT, field -> "fraud.yaml:" + (field + 30));
        Rows rows =
                Rows.of(decoder, schema, "{\"a\": [1, {\"x\" : \"y\"}], \"b\": {\"c\":\"" + "é".repeat(500) + "\"}}");
        assertThat(rows.reasons(0).get(0))
                .isEqualTo(new Reason(
                        ReasonCode.WRONG_TYPE,
                        "a",
                        "[1, {\"x\" : \"y\"}]",
                        "a whole number from -9223372036854775808 to 9223372036854775807",
                        "fraud.yaml:30"));
        Reason second = rows.reasons(0).get(1);
        assertThat(second.found()).startsWith("{\"c\":\"éé").endsWith("…").hasSize(Reason.MAX_FOUND);
        assertThat(second.place()).isEqualTo("fraud.yaml:31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"device\":{\"os\":\"x\"}} | x |",
                "{\"device\":{\"id\":{\"os\":\"no\"},\"os\":\"x\"}} | x |",
                "{\"dev\\u0069ce\":{\"\\u006fs\":\"x\"}} | x |",
                "{\"os\":\"no\"} | | MISSING",
                "{\"device.os\":\"no\"} | | MISSING",
                "{\"device\":{}} | | MISSING",
                "{\"device\":{\"os\":null}} | | NULL",
                "{\"device\":null} | | NULL",
                "{\"device\":\"x\"} | | WRONG_TYPE",
                "{\"device\":[{\"os\":\"x\"}]} | | WRONG_TYPE",
                "{\"device\":{\"os\":\"x\",\"os\":\"x\"}} | | REPEATED_FIELD",
                "{\"device\":{\"os\":\"x\"},\"device\":{\"id\":1}} | | REPEATED_FIELD",
                "{\"device\":null,\"device\":{\"os\":\"x\"}} | | REPEATED_FIELD",
                "{\"device\":{\"os\":\"x\",\"\\u006fs\":1}} | | REPEATED_FIELD",
                "{\"other\":1,\"other\":2,\"device\":{\"id\":1,\"id\":2,\"os\":\"x\"}} | x |"
            })
    void nestedField_whereverItIs_isFoundOrHasItsReason(String record, String value, ReasonCode reason) {
        List<Field> schema =
                List.of(new Field("device_os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, false));
        Rows rows = Rows.of(new JsonDecoder(schema), schema, record, record);
        for (int row = 0; row < 2; row++) {
            assertThat(rows.of(row)).containsExactly(value);
            assertThat(rows.reasons(row))
                    .extracting(Reason::code)
                    .isEqualTo(reason == null ? List.of() : List.of(reason));
        }
    }

    @Test
    void wrongTypeOfAnOuterObject_isSaidOfEveryFieldInIt() {
        List<Field> schema = List.of(
                new Field("w", List.of("device", "screen", "w"), Type.LONG, TimestampFormat.RFC3339, true),
                new Field("os", List.of("device", "os"), Type.STRING, TimestampFormat.RFC3339, true));
        Rows rows =
                Rows.of(new JsonDecoder(schema), schema, "{\"device\":7}", "{\"device\":{\"screen\":7,\"os\":\"x\"}}");
        assertThat(rows.reasons(0))
                .extracting(Reason::column, Reason::rule)
                .containsExactly(tuple("w", "an object at 'device'"), tuple("os", "an object at 'device'"));
        assertThat(rows.reasons(1))
                .extracting(Reason::column, Reason::rule)
                .containsExactly(tuple("w", "an object at 'device.screen'"));
        assertThat(rows.of(1)).containsExactly(null, "x");
    }

    @Test
    void oneKey_readAsSeveralFields_fillsThemAll() {
        List<Field> schema = List.of(
                Field.of("text", Type.STRING, false),
                new Field("time", List.of("text"), Type.TIMESTAMP, TimestampFormat.RFC3339, true),
                new Field("inner", List.of("text", "inner"), Type.LONG, TimestampFormat.RFC3339, true));
        Rows rows = Rows.of(
                new JsonDecoder(schema), schema, "{\"text\":\"2018-04-11 11:04:25\"}", "{\"text\":{\"inner\":5}}");
        assertThat(rows.of(0)).containsExactly("2018-04-11 11:04:25", 1523444665000000L, null);
        assertThat(rows.reasons(0)).extracting(Reason::column).containsExactly("inner");
        assertThat(rows.of(1)).containsExactly(null, null, 5L);
        assertThat(rows.reasons(1)).extracting(Reason::column).containsExactly("text", "time");
    }

    @Test
    void keys_likeEachOther_areToldApart() {
        List<Field> schema = new ArrayList<>();
        StringBuilder record = new StringBuilder("{\"\":\"\"");
        for (int i = 1; i <= 40; i++) {
            String name = "k".repeat(i);
            schema.add(Field.of(name, Type.LONG, false));
            record.append(",\"").append(name).append("\":").append(i);
            record.append(",\"").append(name).append("x\":\"").append(name).append('"');
        }
        Rows rows = Rows.of(new JsonDecoder(schema), schema, record + "}", record + "}", record + " }");
        for (int row = 0; row < 3; row++) {
            assertThat(rows.reasons(row)).isEmpty();
            assertThat(rows.of(row))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 40).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\q", "a\u0000b", "a\nb", "\""})
    void key_thatMustBeEscaped_isNeverTakenBare(String name) {
        List<Field> schema = List.of(Field.of(name, Type.LONG, true), Field.of("z", Type.LONG, true));
        StringBuilder escaped = new StringBuilder();
        name.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        String good = "{\"" + escaped + "\":1,\"z\":2}";
        Rows rows = Rows.of(new JsonDecoder(schema), schema, good, good, "{\"" + name + "\":1,\"z\":2}", good);
        for (int row : new int[] {0, 1, 3}) {
            assertThat(rows.reasons(row)).isEmpty();
            assertThat(rows.of(row)).containsExactly(1L, 2L);
        }
        assertThat(rows.reasons(2)).extracting(Reason::code).containsExactly(ReasonCode.MALFORMED);
    }

    @Test
    void keys_moreThanAreRemembered_changeNothing() {
        JsonDecoder decoder = new JsonDecoder(SCHEMA);
        String good =
                "\"transaction_id\":1,\"timestamp\":\"2018-04-11T11:04:25Z\",\"customer_id\":\"c\",\"transaction_amount\":2}";
        String[] records = new String[2_000];
        for (int i = 0; i < records.length; i++) {
            records[i] = "{\"" + "k".repeat(i % 300) + i + "\":{\"a\":[" + i + "]}," + good;
        }
        Rows rows = Rows.of(decoder, SCHEMA, records);
        for (int row = 0; row < records.length; row++) {
            assertThat(rows.reasons(row)).isEmpty();
            assertThat(rows.of(row)).containsExactly(1L, 1523444665000000L, "c", 2.0, null, null);
        }
    }

    @Test
    void strings_withManyEscapes_growTheArenaAndStayWhole() {
        List<Field> schema = List.of(Field.of("a", Type.STRING, false), Field.of("b", Type.STRING, false));
        String[] records = new String[50];
        for (int i = 0; i < records.length; i++) {
            records[i] = "{\"a\":\"" + "\\n".repeat(1000 * i) + i + "\",\"b\":\"plain" + i + "\"}";
        }
        Rows rows = Rows.of(new JsonDecoder(schema), schema, records);
        for (int i = 0; i < records.length; i++) {
            assertThat(rows.of(i)).containsExactly("\n".repeat(1000 * i) + i, "plain" + i);
        }
    }

    @Test
    void rowAfterAnIllegalOne_isReadAsIfAlone() {
        Rows rows = decode(
                "{\"customer_id\":5,\"channel\":\"a\\nb\",",
                "{\"channel\":\"c\\nd\"}",
                "{\"channel\":\"\\",
                "{\"channel\":\"e\"}");
        assertThat(rows.reasons(0)).extracting(Reason::code).containsExactly(ReasonCode.MALFORMED);
        assertThat(rows.reasons(1))
                .extracting(Reason::code)
                .containsOnly(ReasonCode.MISSING)
                .hasSize(4);
        assertThat(rows.of(1).get(4)).isEqualTo("c\nd");
        assertThat(rows.of(2)).containsOnlyNulls();
        assertThat(rows.of(3).get(4)).isEqualTo("e");
    }

    @Test
    void decoder_ofAnotherSchema_refusesTheBatch() {
        EventBatch batch = Rows.batch(List.of(Field.of("x", Type.LONG, true)), "{}");
        assertThatThrownBy(() -> new JsonDecoder(SCHEMA).decode(batch)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void batch_decodedByTwoDecoders_givesTheSame() {
        EventBatch batch = Rows.batch(SCHEMA, "{\"customer_id\":\"a\\nb\"}");
        new JsonDecoder(SCHEMA).decode(batch);
        new JsonDecoder(SCHEMA).decode(batch);
        // Decoded once: a row with reasons is not read again.
        assertThat(new Rows(batch).of(0)).containsOnlyNulls();
        assertThat(batch.rejections.of(0))
                .extracting(Reason::code)
                .containsOnly(ReasonCode.MISSING)
                .hasSize(3);
    }
}
