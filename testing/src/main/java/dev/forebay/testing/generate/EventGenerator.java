package dev.forebay.testing.generate;

import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random events as JSON bytes for a schema: mostly legal, with nulls, missing, repeated and unknown keys, wrong types, numbers and
 * texts of every form; now and then bytes that are no event at all.
 */
public final class EventGenerator {
    private final Chance chance;
    private final FieldValues values;
    private final JsonWriter json;
    private final List<Field> fields;
    private final int oddity;

    /** @param oddity one field in so many is odd */
    public EventGenerator(Chance chance, List<Field> fields, int oddity) {
        this.chance = chance;
        this.values = new FieldValues(chance);
        this.json = new JsonWriter(chance);
        this.fields = List.copyOf(fields);
        this.oddity = oddity;
    }

    /** The bytes of an event; null for a record without a value. */
    public byte @Nullable [] event() {
        if (!chance.oneIn(oddity * 4)) {
            return object().getBytes(StandardCharsets.UTF_8);
        }
        return switch (chance.below(10)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 ->
                chance.pick(List.of(
                                "null",
                                "[]",
                                "1",
                                "\"x\"",
                                " ",
                                "{}",
                                "{",
                                "}",
                                "{\"a\":}",
                                "{\"a\":01}",
                                "{'a':1}",
                                "{\"a\":1,}"))
                        .getBytes(StandardCharsets.UTF_8);
            case 3 -> ("\ufeff" + object()).getBytes(StandardCharsets.UTF_8);
            case 4 ->
                (object() + chance.pick(List.of("x", ",", "{}", "\u0000", " \n\t "))).getBytes(StandardCharsets.UTF_8);
            case 5 -> nested(chance.between(2, 90)).getBytes(StandardCharsets.UTF_8);
            case 6 -> changed();
            case 7 ->
                ("{\"unread\":" + json.text("long ".repeat(chance.between(500, 700))) + "}")
                        .getBytes(StandardCharsets.UTF_8);
            default -> cut();
        };
    }

    /** The next record's own timestamp in microseconds. */
    public long recordMicros() {
        return values.recordMicros();
    }

    private byte[] cut() {
        byte[] whole = object().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(whole, chance.below(whole.length + 1));
    }

    /** With one byte of it another. */
    private byte[] changed() {
        byte[] whole = object().getBytes(StandardCharsets.UTF_8);
        whole[chance.below(whole.length)] = (byte) chance.below(256);
        return whole;
    }

    private String nested(int depth) {
        String open = chance.oneIn(2) ? "[" : "{\"a\":";
        String close = open.equals("[") ? "]" : "}";
        return "{\"unread\":" + open.repeat(depth) + "1" + close.repeat(depth) + "}";
    }

    private String object() {
        Map<List<String>, List<String>> members =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Field field : fields) {
            List<String> holder = field.path().subList(0, field.path().size() - 1);
            String key = field.path().get(field.path().size() - 1);
            List<String> siblings = members.computeIfAbsent(holder, path -> new ArrayList<>());
            int times = chance.oneIn(oddity * 2) ? chance.oneIn(2) ? 0 : 2 : 1;
            for (int i = 0; i < times; i++) {
                siblings.add(json.text(key) + ":" + value(field));
            }
        }
        return object(List.of(), members);
    }

    private String object(List<String> path, Map<List<String>, List<String>> members) {
        List<String> here = new ArrayList<>(members.getOrDefault(path, List.of()));
        List<String> inner = members.keySet().stream()
                .filter(other -> other.size() > path.size()
                        && other.subList(0, path.size()).equals(path))
                .map(other -> other.get(path.size()))
                .distinct()
                .toList();
        for (String key : inner) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(key);
            String child = chance.oneIn(oddity * 3)
                    ? chance.pick(List.of("null", "1", "[]", "{}", "\"x\""))
                    : object(deeper, members);
            here.add(json.text(key) + ":" + child);
            if (chance.oneIn(oddity * 6)) {
                here.add(json.text(key) + ":" + object(deeper, members));
            }
        }
        while (chance.oneIn(4)) {
            here.add(json.text(chance.pick(List.of("unread", "x", "c", "c0 ", "", "größe?"))) + ":" + json.anything(3));
        }
        if (chance.oneIn(3)) {
            Collections.shuffle(here, new Random(chance.anyLong()));
        }
        return json.braces(here);
    }

    private String value(Field field) {
        if (chance.oneIn(oddity)) {
            return odd(field);
        }
        Object value = values.next(field);
        return switch (field.type().kind()) {
            case BOOLEAN -> value.toString();
            case LONG -> json.whole((Long) value);
            case DOUBLE -> json.real((Double) value);
            case DECIMAL ->
                json.number(BigDecimal.valueOf((Long) value, field.type().scale()));
            case STRING -> json.text((String) value);
            case TIMESTAMP -> timestamp(field, (Long) value);
            case DATE -> json.text(LocalDate.ofEpochDay((Long) value).toString());
        };
    }

    private String timestamp(Field field, long micros) {
        return switch (field.timestampFormat()) {
            case RFC3339 -> json.text(written(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
            case EPOCH_SECONDS -> json.number(BigDecimal.valueOf(micros, 6));
            case EPOCH_MILLIS -> json.whole(Math.floorDiv(micros, 1000L));
            case EPOCH_MICROS -> json.whole(micros);
        };
    }

    private String written(Instant instant) {
        String text = instant.toString();
        return switch (chance.below(6)) {
            case 0 -> text.replace("T", " ").replace("Z", "");
            case 1 -> text.replace("Z", chance.pick(List.of("+00:00", "-00:00", "+05:30", "-11:00", "z", "")));
            case 2 -> text.contains(".") ? text.replace("Z", "999Z") : text.replace("Z", ".000Z");
            default -> text;
        };
    }

    private String odd(Field field) {
        return switch (chance.below(6)) {
            case 0, 1 -> "null";
            case 2 -> json.anything(2);
            case 3 ->
                chance.pick(List.of(
                        "1e400",
                        "-1e400",
                        "1e-400",
                        "9223372036854775808",
                        "-9223372036854775809",
                        "1.5",
                        "1e3",
                        "-0",
                        "-0.0",
                        "1E+2",
                        "12345678901234567890123",
                        "0.1e1",
                        "1e99999999999",
                        "0e99999999999",
                        "-1e-99999999999",
                        "4.9e-324",
                        "2.4e-324",
                        "1.7976931348623158e308",
                        "1.7976931348623159e308",
                        "9007199254740993",
                        "99999999999999",
                        "-62167219201"));
            case 4 ->
                chance.pick(List.of(
                        "\"\\ud800\"",
                        "\"\\udc00x\"",
                        "\"\\ud83d\\ude00\"",
                        "\"2018-02-30\"",
                        "\"2018-04-01T24:00:00Z\"",
                        "\"0000-01-01\"",
                        "\"2016-12-31T23:59:60Z\"",
                        "\"2016-12-31T22:59:60Z\"",
                        "\"9999-12-31T23:59:59-01:00\"",
                        "\"2018-04-01T12:30Z\"",
                        "\"\\u0032018-04-01\"",
                        "\"12\"",
                        "\"\""));
            default -> field.type().kind() == Type.Kind.STRING ? json.text("x".repeat(chance.below(60))) : "true";
        };
    }
}
