package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 8259 accepts and rejects, wherever in an event it stands, in fields that are read and in fields that are not. */
class JsonSyntaxTest {
    private static final List<Field> SCHEMA =
            List.of(Field.of("read", Type.STRING, true), Field.of("number", Type.DOUBLE, true));

    /** Where a value is put. */
    private static final List<String> CONTEXTS = List.of(
            "{\"skipped\":%s}",
            "{\"read\":%s}",
            "{\"number\":%s}",
            "{ \"read\" : %s , \"number\" : 1 }",
            "{\"skipped\":[%s]}",
            "{\"skipped\":[1,%s,{}]}",
            "{\"skipped\":{\"read\":%s}}",
            "{\"skipped\":{\"a\":[[],%s],\"b\":null},\"read\":\"x\"}");

    private static Reason[] reasons(byte[] record) {
        return Rows.of(new JsonDecoder(SCHEMA), SCHEMA, record).reasons(0).toArray(new Reason[0]);
    }

    private static boolean isLegal(String record) {
        return isLegal(record.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLegal(byte[] record) {
        return Arrays.stream(reasons(record))
                .noneMatch(r -> r.code() == ReasonCode.MALFORMED
                        || (r.code() == ReasonCode.INVALID_UTF8 && r.column() == null));
    }

    static Stream<String> legalValues() {
        return Stream.of(
                "0",
                "-0",
                "1",
                "-1",
                "10",
                "0.0",
                "-0.0",
                "0.10",
                "1e1",
                "1E1",
                "1e+1",
                "1e-1",
                "1E+01",
                "0e0",
                "0e-0",
                "1.5e300",
                "123456789012345678901234567890",
                "-1.2345678901234567890e-307",
                "1e999",
                "1e-999",
                "true",
                "false",
                "null",
                "\"\"",
                "\"a\"",
                "\"\\\"\"",
                "\"\\\\\"",
                "\"\\/\"",
                "\"/\"",
                "\"\\b\\f\\n\\r\\t\"",
                "\"\\u0000\"",
                "\"\\uD83E\\uDD8A\"",
                "\"\\uabcd\"",
                "\"\\uABCD\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800x\"",
                "\"\u007f\"",
                "\"\u0080\"",
                "\"é\"",
                "\"\u2028\u2029\"",
                "\"\uffff\"",
                "\"\ufeff\"",
                "\"東京\"",
                "\"🦊🦊\"",
                "\"\udbff\udfff\"",
                "\"'\"",
                "\"//\"",
                "\"{[,:]}\"",
                "[]",
                "[ ]",
                "[\t\n\r ]",
                "{}",
                "{ }",
                "[[]]",
                "[{}]",
                "{\"\":0}",
                "{\"a\":{}}",
                "[1,2]",
                "[1 , 2]",
                "[null,true,false]",
                "{\"a\":1,\"a\":2}",
                "{\"\\u0061\":1,\"a\":2}",
                "{\"a\":1,\"b\":[1,{\"c\":[]}]}",
                "[[[[[[[[]]]]]]]]",
                "{\"a\":{\"a\":{\"a\":{}}}}",
                "\"1234567\"",
                "\"12345678\"",
                "\"123456789\"",
                "\"1234567\\n\"",
                "\"12345678\\n\"",
                "[\"a\",\"b\"]",
                "[-0]",
                "[0,0]",
                "[1e5,\"\\\\\"]",
                "\"\\\\\\\\\"",
                "\"\\\\u12\"",
                "\"\\\\\\\"\"");
    }

    @ParameterizedTest
    @MethodSource("legalValues")
    void value_legalEverywhere_isAccepted(String value) {
        for (String context : CONTEXTS) {
            String record = context.formatted(value);
            assertThat(isLegal(record)).as(record).isTrue();
            assertThat(JsonOracle.read(record.getBytes(StandardCharsets.UTF_8), SCHEMA))
                    .as(record)
                    .isNotNull();
        }
    }

    static Stream<String> illegalValues() {
        return Stream.of(
                "",
                " ",
                "00",
                "01",
                "-01",
                "-",
                "+",
                "+1",
                "1.",
                "-1.",
                ".1",
                "-.1",
                "1.e1",
                "1e",
                "1E",
                "1e+",
                "1e-",
                "1e1.5",
                "1e1e1",
                "0x1",
                "0b1",
                "1_000",
                "1,",
                ",1",
                "1 2",
                "1a",
                "1.2.3",
                "--1",
                "- 1",
                "1-",
                "1+1",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "nan",
                "inf",
                "١",
                "t",
                "tr",
                "tru",
                "True",
                "TRUE",
                "truee",
                "true1",
                "f",
                "fals",
                "falsee",
                "False",
                "n",
                "nul",
                "Null",
                "NULL",
                "nulll",
                "undefined",
                "None",
                "\"",
                "\"a",
                "a\"",
                "a",
                "'a'",
                "\"a\"\"",
                "\"a\"b",
                "\"a\" \"b\"",
                "\"\\\"",
                "\"\\",
                "\"\\a\"",
                "\"\\x41\"",
                "\"\\'\"",
                "\"\\0\"",
                "\"\\u\"",
                "\"\\u1\"",
                "\"\\u12\"",
                "\"\\u123\"",
                "\"\\u123g\"",
                "\"\\u 123\"",
                "\"\\u+123\"",
                "\"\\U1234\"",
                "\"\\N\"",
                "\"\\\n\"",
                "[",
                "]",
                "[1",
                "1]",
                "[1,]",
                "[,1]",
                "[,]",
                "[1,,2]",
                "[1 2]",
                "[1:2]",
                "[1}",
                "[1;2]",
                "[\"a]",
                "[[]",
                "[]]",
                "(1)",
                "{",
                "{]",
                "{1}",
                "{1:2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\"::1}",
                "{:1}",
                "{,}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1;\"b\":2}",
                "{\"a\":1]",
                "{\"a\":1",
                "{null:1}",
                "{true:1}",
                "{\"a\",\"b\"}",
                "{\"a\":1,\"b\"}",
                "{[]:1}",
                "{{}:1}",
                "{\"a\\x\":1}",
                "{\"a\tb\":1}",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "/**/1",
                "1/**/",
                "//\n1",
                "#1",
                "1#",
                "@",
                "\\n",
                "\u00a01",
                "1\u00a0",
                "\u20281",
                "\u000b1",
                "\u000c1",
                "\ufeff1",
                "\u0085",
                "é",
                "🦊",
                "\"12345678",
                "\"1234567\u0001\"");
    }

    @ParameterizedTest
    @MethodSource("illegalValues")
    void value_illegalAnywhere_isRejectedWithOneReason(String value) {
        for (String context : CONTEXTS) {
            String record = context.formatted(value);
            if (isAccidentallyLegal(record)) {
                continue;
            }
            Reason[] reasons = reasons(record.getBytes(StandardCharsets.UTF_8));
            assertThat(reasons).as(record).hasSize(1);
            assertThat(reasons[0].code()).isEqualTo(ReasonCode.MALFORMED);
            assertThat(reasons[0].rule()).startsWith("JSON: ").contains(" at byte ");
        }
    }

    /** {@code [%s]} with nothing or {@code 1 ,2} in it is legal after all: Jackson decides. */
    private static boolean isAccidentallyLegal(String record) {
        return JsonOracle.read(record.getBytes(StandardCharsets.UTF_8), SCHEMA) != null;
    }

    @Test
    void string_everyControlCharacter_isRejectedBareAndAcceptedEscaped() {
        for (char c = 0; c < ' '; c++) {
            for (int before = 0; before < 10; before++) {
                String text = "x".repeat(before) + c;
                assertThat(isLegal("{\"read\":\"" + text + "\"}")).isFalse();
                assertThat(isLegal("{\"skipped\":\"" + text + "y\"}")).isFalse();
                assertThat(isLegal("{\"" + text + "\":1}")).isFalse();
            }
            assertThat(isLegal("{\"read\":\"\\u%04x\"}".formatted((int) c))).isTrue();
        }
    }

    @Test
    void whitespace_anythingButTheFour_isRejected() {
        for (int c = 0; c < 128; c++) {
            boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            for (String record :
                    List.of("%c{\"a\":1}", "{%c\"a\":1}", "{\"a\"%c:1}", "{\"a\":%c1}", "{\"a\":1%c}", "{\"a\":1}%c")) {
                // A digit or an exponent joins the number.
                if ((!Character.isDigit(c) && c != '-') || space) {
                    String text = record.formatted((char) c);
                    assertThat(isLegal(text)).as(text).isEqualTo(space);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "1",
                "\"a\"",
                "null",
                "true",
                "[]",
                "[{}]",
                "{}{}",
                "{} {}",
                "{},",
                "{}]",
                "{}x",
                "{}\u0000",
                "\u0000{}",
                "\ufeff{}"
            })
    void record_notOneObject_isRejected(String record) {
        assertThat(reasons(record.getBytes(StandardCharsets.UTF_8)))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {} ", "\t{\n}\r\n", "{\"a\":1}\n", "{\"read\":\"x\",\"number\":1}"})
    void record_oneObjectWithSpaces_isAccepted(String record) {
        assertThat(reasons(record.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    static Stream<String> illFormed() {
        return Stream.of(
                "80",
                "bf",
                "c0",
                "c080",
                "c1bf",
                "c2",
                "c241",
                "c3c3",
                "e0",
                "e080",
                "e09fbf",
                "e0a0",
                "e0a041",
                "e18080c2",
                "ed",
                "eda080",
                "edbfbf",
                "eda0bdedb880",
                "ee80",
                "f0",
                "f08080",
                "f08080af",
                "f08fbfbf",
                "f09080",
                "f0908041",
                "f490",
                "f4908080",
                "f5808080",
                "f880808080",
                "fe",
                "ff",
                "fffe");
    }

    @ParameterizedTest
    @MethodSource("illFormed")
    void bytes_notUtf8_areRejectedAsSuch(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        for (String context : List.of(
                "{\"read\":\"%s\"}",
                "{\"skipped\":\"abcdefg%s\"}", "{\"%s\":1}", "{\"a\":%s}", "%s{}", "{}%s", "{\"skipped\":[\"%s")) {
            byte[] record = replaced(context, bad);
            Reason[] reasons = reasons(record);
            assertThat(reasons).as(context).hasSize(1);
            assertThat(reasons[0].code()).isEqualTo(ReasonCode.INVALID_UTF8);
            assertThat(reasons[0].column()).isNull();
            assertThat(reasons[0].found()).startsWith("byte 0x");
        }
    }

    private static byte[] replaced(String context, byte[] bytes) {
        byte[] before = context.substring(0, context.indexOf("%s")).getBytes(StandardCharsets.UTF_8);
        byte[] after = context.substring(context.indexOf("%s") + 2).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(before, before.length + bytes.length + after.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        System.arraycopy(after, 0, all, before.length + bytes.length, after.length);
        return all;
    }

    @Test
    void string_everyCodePoint_comesThrough() {
        JsonDecoder decoder = new JsonDecoder(SCHEMA);
        int[] points = IntStream.rangeClosed(0x20, 0x10ffff)
                .filter(c -> c != '"' && c != '\\' && (c < 0xd800 || c > 0xdfff))
                .toArray();
        for (int from = 0; from < points.length; from += 1000) {
            String text = new String(points, from, Math.min(1000, points.length - from));
            StringBuilder escaped = new StringBuilder();
            text.chars()
                    .forEach(c -> escaped.append("\\u").append(HexFormat.of().toHexDigits((char) c)));
            Rows rows = Rows.of(decoder, SCHEMA, "{\"read\":\"" + text + "\"}", "{\"read\":\"" + escaped + "\"}");
            assertThat(rows.of(0).get(0)).isEqualTo(text);
            assertThat(rows.of(1).get(0)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1 \"b\":2}| ',' or '}' at byte 7 | \"b\":2}",
                "{\"a\" 1}| ':' at byte 5 | 1}",
                "{a:1}| a key in quotes at byte 1 | a:1}",
                "{\"a\":01}| ',' or '}' at byte 6 | 1}",
                "{\"a\":[1 2]}| ',' or ']' at byte 8 | 2]}",
                "{\"a\":tru}| a value at byte 5 | tru}",
                "{\"a\":\"\\x\"}| one of \" \\ / b f n r t u after a backslash at byte 7 | x\"}",
                "{\"a\":1.}| a digit after the point at byte 7 | }",
                "{\"a\":1e}| a digit in the exponent at byte 7 | }",
                "{}x| nothing after the object at byte 2 | x",
                "[]| an object at byte 0 | []",
            })
    void malformed_reason_saysWhatWasExpectedWhere(String record, String rule, String found) {
        Reason reason = reasons(record.getBytes(StandardCharsets.UTF_8))[0];
        assertThat(reason.rule()).isEqualTo("JSON: " + rule.strip());
        assertThat(reason.found()).isEqualTo(found.strip());
    }

    @Test
    void malformed_cutOff_saysThatTheRecordEnds() {
        Reason reason = reasons("{\"a\":\"bc".getBytes(StandardCharsets.UTF_8))[0];
        assertThat(reason)
                .isEqualTo(new Reason(
                        ReasonCode.MALFORMED,
                        null,
                        null,
                        "JSON: the string's closing '\"' at byte 8, where the record ends",
                        null));
    }

    @Test
    void byteOrderMark_beforeTheObject_isNamed() {
        assertThat(reasons("\ufeff{}".getBytes(StandardCharsets.UTF_8))[0].rule())
                .isEqualTo("JSON: no byte order mark at byte 0");
    }
}
