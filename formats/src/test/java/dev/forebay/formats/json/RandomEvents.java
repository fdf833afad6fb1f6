package dev.forebay.formats.json;

import dev.forebay.types.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Makes events for a schema: mostly right, in any order, with and without spaces and escapes, sometimes wrong in every way. */
final class RandomEvents {
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-1",
        "7",
        "57.16",
        "-12.5",
        "1e3",
        "1E+2",
        "1.5e1",
        "10e-1",
        "1e-1",
        "0.0000001",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "1e400",
        "-1e400",
        "1e-400",
        "0e999999999999",
        "1e99999999999",
        "1e-99999999999",
        "123456789012345678",
        "1234567890123456789.5",
        "9007199254740993",
        "0.1234567890123456789012345",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "4.9e-324",
        "2.4e-324",
        "2.2250738585072011e-308",
        "1523444665",
        "1523444665.1234567",
        "-1.0000001",
        "1523444665000",
        "1523444665000000",
        "253402300799.9999999",
        "253402300800",
        "-62167219200",
        "-62167219200.0000001",
        "253402300799999",
        "253402300800000",
        "99999999.99",
        "100000000.00",
        "0.001",
        "12.340",
        "12.345",
        "1.0000000000000000000000000000000000000001",
        "100000000000000000000e-20",
        "0.00000000000000000001e20"
    };

    private static final String[] TEXTS = {
        "",
        "a",
        "pos",
        "cust_000596",
        "2018-04-11T11:04:25Z",
        "2018-04-11t11:04:25z",
        "2018-04-11 11:04:25",
        "2018-04-11T11:04:25.5Z",
        "2018-04-11T11:04:25.123456789+02:00",
        "2018-04-11T11:04:25-11:59",
        "2018-04-11T11:04:25.",
        "2018-04-11T11:04",
        "2018-04-11",
        "2018-02-29",
        "2020-02-29",
        "1900-02-29T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "2018-13-01T00:00:00Z",
        "2018-00-10T00:00:00Z",
        "2018-04-31T00:00:00Z",
        "2018-04-11T24:00:00Z",
        "2018-04-11T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.25Z",
        "2017-01-01T00:59:60+01:00",
        "2016-12-31T23:59:61Z",
        "2018-04-11T11:04:60Z",
        "0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59-00:01",
        "0001-01-01",
        "0000-12-31",
        "9999-12-31",
        "12018-04-11T11:04:25Z",
        "1969-12-31T23:59:59.999999Z",
        "2018-04-11T11:04:25+0200",
        "2018-04-11T11:04:25+24:00",
        "2018-04-11T11:04:25+02:60",
        "57.16",
        "true",
        "null",
        "Москва",
        "東京都",
        "🦊",
        "e\u0301",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u2028",
        "quote\"back\\slash/tab\tline\n",
        "exactly8",
        "exactly16bytes!!",
        "sixteen bytes and then some more of them"
    };

    private static final String[] OTHERS = {
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "[1,2,[3]]",
        "{\"os\":\"x\"}",
        "{\"a\":{\"b\":[{}]}}",
        "[\"]\",\"}\"]",
        "\"\\ud83e\\udd8a\"",
        "\"\\ud83e\"",
        "\"\\udd8a\"",
        "\"\\ud83e\\n\"",
        "\"\\u00e9\\u20ac\\/\"",
        "\"\\b\\f\\n\\r\\t\\\"\\\\\""
    };

    private static final String[] ILLEGAL = {
        "000",
        "1.",
        ".5",
        "+1",
        "0x1",
        "1e",
        "1e+",
        "-",
        "NaN",
        "Infinity",
        "01",
        "-01",
        "tru",
        "nul",
        "nulll",
        "True",
        "{,}",
        "[,]",
        "[1,]",
        "{\"a\":1,}",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\tb\"",
        "'a'",
        "",
        "[1 2]",
        "{\"a\" 1}",
        "{1:2}",
        "//",
        "]",
        "}"
    };

    private final SplittableRandom random;
    private final List<Field> schema;

    RandomEvents(long seed, List<Field> schema) {
        this.random = new SplittableRandom(seed);
        this.schema = schema;
    }

    byte[] next() {
        byte[] event = event().getBytes(StandardCharsets.UTF_8);
        return random.nextInt(6) == 0 ? mutated(event) : event;
    }

    String event() {
        boolean spaces = random.nextInt(3) == 0;
        boolean orderly = random.nextInt(3) > 0;
        List<String> members = new ArrayList<>();
        StringBuilder device = new StringBuilder();
        for (Field field : schema) {
            if (random.nextInt(60) == 0 || field.name().equals("device_again")) {
                continue;
            }
            String value = random.nextInt(60) == 0 ? anything() : right(field);
            String key = key(field.path().get(field.path().size() - 1));
            if (field.path().size() == 1) {
                members.add(key + gap(spaces) + ":" + gap(spaces) + value);
            } else {
                device.append(device.isEmpty() ? "" : ",")
                        .append(gap(spaces))
                        .append(key)
                        .append(":")
                        .append(value);
            }
        }
        if (random.nextInt(30) != 0) {
            members.add(
                    "\"device\":{" + device + (random.nextInt(5) == 0 && device.length() > 0 ? ",\"x\":[]" : "") + "}");
        }
        for (int extra = random.nextInt(4); extra > 0; extra--) {
            members.add(random.nextInt(members.size() + 1), key("k" + random.nextInt(600)) + ":" + anything());
        }
        if (random.nextInt(15) == 0 && !members.isEmpty()) {
            members.add(members.get(random.nextInt(members.size())));
        }
        if (!orderly) {
            Collections.shuffle(members, new Random(random.nextLong()));
        }
        return gap(spaces) + "{" + gap(spaces) + String.join(gap(spaces) + "," + gap(spaces), members) + gap(spaces)
                + "}" + gap(spaces);
    }

    private String right(Field field) {
        return switch (field.type().kind()) {
            case BOOLEAN -> random.nextBoolean() ? "true" : "false";
            case LONG -> Long.toString(random.nextLong() >> random.nextInt(64));
            case DOUBLE ->
                Double.toString(
                        random.nextBoolean()
                                ? random.nextInt(100_000) / 100.0
                                : Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
            case DECIMAL ->
                BigDecimal.valueOf(
                                random.nextInt(-100_000, 100_000), field.type().scale())
                        .toPlainString();
            case STRING ->
                field.name().equals("device_os") && random.nextInt(8) > 0
                        ? quoted("2018-04-11T11:04:25Z")
                        : quoted(TEXTS[random.nextInt(TEXTS.length)]);
            case DATE ->
                quoted(LocalDate.ofEpochDay(random.nextInt(-10_000, 30_000)).toString());
            case TIMESTAMP -> timestamp(field);
        };
    }

    private String timestamp(Field field) {
        return switch (field.timestampFormat()) {
            case RFC3339 ->
                quoted(
                        random.nextInt(8) > 0
                                ? Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                                        .toString()
                                : TEXTS[random.nextInt(TEXTS.length)]);
            case EPOCH_SECONDS -> random.nextInt() + (random.nextBoolean() ? "" : "." + random.nextInt(10_000_000));
            case EPOCH_MILLIS -> Long.toString(random.nextLong(4_000_000_000_000L));
            case EPOCH_MICROS -> Long.toString(random.nextLong(4_000_000_000_000_000L));
        };
    }

    /** Mostly legal JSON: what is not spoils the whole record. */
    private String anything() {
        return random.nextInt(20) == 0
                ? ILLEGAL[random.nextInt(ILLEGAL.length)]
                : switch (random.nextInt(3)) {
                    case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
                    case 1 -> quoted(TEXTS[random.nextInt(TEXTS.length)]);
                    default -> OTHERS[random.nextInt(OTHERS.length)];
                };
    }

    private String key(String name) {
        return random.nextInt(20) == 0 ? escapedWhole(name) : quoted(name);
    }

    private String quoted(String text) {
        if (random.nextInt(10) == 0) {
            return escapedWhole(text);
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u" + HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private String escapedWhole(String text) {
        StringBuilder out = new StringBuilder("\"");
        HexFormat hex = random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
        for (int i = 0; i < text.length(); i++) {
            out.append("\\u").append(hex.toHexDigits(text.charAt(i)));
        }
        return out.append('"').toString();
    }

    private String gap(boolean spaces) {
        return spaces ? " \t\r\n".substring(0, random.nextInt(5)) : "";
    }

    byte[] mutated(byte[] event) {
        byte[] bytes = event.clone();
        for (int n = 1 + random.nextInt(2); n > 0 && bytes.length > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:\\0e-.tu \n".charAt(random.nextInt(16));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    byte[] without = new byte[bytes.length - 1];
                    System.arraycopy(bytes, 0, without, 0, at);
                    System.arraycopy(bytes, at + 1, without, at, without.length - at);
                    bytes = without;
                }
            }
        }
        return bytes;
    }
}
