package dev.forebay.formats.json;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What {@link JsonDecoder} should make of a record, the slow way: the JDK decodes UTF-8, Jackson parses, {@code BigDecimal} and
 * {@code java.time} convert.
 *
 * <p>Jackson is given characters, not bytes: over bytes it guesses UTF-16 and UTF-32, takes a byte order mark and lets encoded
 * surrogates and overlong forms pass.
 */
final class JsonOracle {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000_000)
                    .maxNumberLength(100_000_000)
                    .maxStringLength(100_000_000)
                    .maxNameLength(100_000_000)
                    .build())
            .build();

    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))?");
    private static final LocalDateTime FIRST = LocalDateTime.of(0, 1, 1, 0, 0);
    private static final LocalDateTime END = LocalDateTime.of(10000, 1, 1, 0, 0);

    /** What a field should be: a value, null, or a reason. */
    record Expected(@Nullable Object value, @Nullable ReasonCode reason) {
        static Expected value(@Nullable Object value) {
            return new Expected(value, null);
        }

        static Expected reason(ReasonCode reason) {
            return new Expected(null, reason);
        }
    }

    private record Member(String key, @Nullable Object value) {}

    private record Obj(List<Member> members) {}

    private record Num(String raw) {}

    private JsonOracle() {}

    /** What each field should be; null where the record is no event at all. Depth is not looked at. */
    static @Nullable List<Expected> read(byte[] record, List<Field> schema) {
        Object event;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            event = parse(text);
        } catch (CharacterCodingException | JacksonException e) {
            return null;
        }
        if (!(event instanceof Obj object)) {
            return null;
        }
        List<Expected> expected = new ArrayList<>();
        for (Field field : schema) {
            expected.add(field(object, field));
        }
        return expected;
    }

    static boolean isUtf8(byte[] record) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            Object value = first == null ? null : value(parser, first);
            return parser.nextToken() == null ? value : null;
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Obj object(JsonParser parser) {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            members.add(new Member(key, value(parser, parser.nextToken())));
        }
        return new Obj(members);
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            list.add(value(parser, t));
        }
        return list;
    }

    private static Expected field(Obj event, Field field) {
        Obj at = event;
        int last = field.path().size() - 1;
        for (int i = 0; ; i++) {
            String key = field.path().get(i);
            List<Member> found =
                    at.members().stream().filter(m -> m.key().equals(key)).toList();
            if (found.size() > 1) {
                return Expected.reason(ReasonCode.REPEATED_FIELD);
            }
            if (found.isEmpty()) {
                return field.optional() ? Expected.value(null) : Expected.reason(ReasonCode.MISSING);
            }
            Object value = found.get(0).value();
            if (value == null) {
                return field.optional() ? Expected.value(null) : Expected.reason(ReasonCode.NULL);
            }
            if (i == last) {
                return convert(value, field);
            }
            if (!(value instanceof Obj inner)) {
                return Expected.reason(ReasonCode.WRONG_TYPE);
            }
            at = inner;
        }
    }

    private static Expected convert(Object value, Field field) {
        return switch (field.type().kind()) {
            case BOOLEAN -> value instanceof Boolean ? Expected.value(value) : Expected.reason(ReasonCode.WRONG_TYPE);
            case STRING -> value instanceof String s ? text(s) : Expected.reason(ReasonCode.WRONG_TYPE);
            case DOUBLE -> value instanceof Num n ? doubleOf(n.raw()) : Expected.reason(ReasonCode.WRONG_TYPE);
            case LONG ->
                value instanceof Num n
                        ? integer(
                                n.raw(),
                                0,
                                false,
                                BigInteger.valueOf(Long.MIN_VALUE),
                                BigInteger.valueOf(Long.MAX_VALUE),
                                1)
                        : Expected.reason(ReasonCode.WRONG_TYPE);
            case DECIMAL -> {
                BigInteger limit = BigInteger.TEN.pow(field.type().precision()).subtract(BigInteger.ONE);
                yield value instanceof Num n
                        ? integer(n.raw(), field.type().scale(), false, limit.negate(), limit, 1)
                        : Expected.reason(ReasonCode.WRONG_TYPE);
            }
            case DATE -> value instanceof String s ? date(s) : Expected.reason(ReasonCode.WRONG_TYPE);
            case TIMESTAMP -> timestamp(value, field.timestampFormat());
        };
    }

    private static Expected text(String s) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(s)
                ? Expected.value(s)
                : Expected.reason(ReasonCode.INVALID_UTF8);
    }

    private static Expected doubleOf(String raw) {
        double d = Double.parseDouble(raw);
        return Double.isInfinite(d) ? Expected.reason(ReasonCode.NUMBER_RANGE) : Expected.value(d);
    }

    private static Expected integer(String raw, int scale, boolean floor, BigInteger min, BigInteger max, long unit) {
        BigDecimal number = exact(raw);
        if (number == null || number.precision() - number.scale() > 60) {
            return Expected.reason(ReasonCode.NUMBER_RANGE);
        }
        BigDecimal scaled = number.scaleByPowerOfTen(scale);
        BigDecimal whole = scaled.precision() - scaled.scale() < -5 && scaled.signum() != 0
                ? BigDecimal.valueOf(scaled.signum() < 0 ? -1 : 0)
                : scaled.setScale(0, RoundingMode.FLOOR);
        if ((!floor && whole.compareTo(scaled) != 0)
                || whole.toBigInteger().compareTo(min) < 0
                || whole.toBigInteger().compareTo(max) > 0) {
            return Expected.reason(ReasonCode.NUMBER_RANGE);
        }
        return Expected.value(whole.longValueExact() * unit);
    }

    /** Null where the exponent is more than BigDecimal can hold, unless the value is zero or nearly. */
    private static @Nullable BigDecimal exact(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        int e = lower.indexOf('e');
        if (e < 0) {
            return new BigDecimal(lower);
        }
        BigDecimal mantissa = new BigDecimal(lower.substring(0, e));
        BigInteger exponent = new BigInteger(lower.substring(e + 1));
        if (mantissa.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (exponent.bitLength() > 28) {
            return exponent.signum() > 0 ? null : new BigDecimal(BigInteger.valueOf(mantissa.signum()), 1000);
        }
        return mantissa.scaleByPowerOfTen(exponent.intValue());
    }

    private static Expected date(String s) {
        LocalDate date = localDate(s);
        return date == null ? Expected.reason(ReasonCode.BAD_TIMESTAMP) : Expected.value(date.toEpochDay());
    }

    private static @Nullable LocalDate localDate(String s) {
        if (!s.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return null;
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(s.substring(0, 4)),
                    Integer.parseInt(s.substring(5, 7)),
                    Integer.parseInt(s.substring(8)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Expected timestamp(Object value, TimestampFormat format) {
        BigInteger min =
                BigInteger.valueOf(FIRST.toEpochSecond(ZoneOffset.UTC)).multiply(BigInteger.valueOf(1_000_000));
        BigInteger max = BigInteger.valueOf(END.toEpochSecond(ZoneOffset.UTC))
                .multiply(BigInteger.valueOf(1_000_000))
                .subtract(BigInteger.ONE);
        if (format == TimestampFormat.RFC3339) {
            return value instanceof String s ? rfc3339(s) : Expected.reason(ReasonCode.WRONG_TYPE);
        }
        if (!(value instanceof Num n)) {
            return Expected.reason(ReasonCode.WRONG_TYPE);
        }
        return switch (format) {
            case EPOCH_SECONDS -> integer(n.raw(), 6, true, min, max, 1);
            case EPOCH_MILLIS -> {
                BigInteger thousand = BigInteger.valueOf(1000);
                yield integer(n.raw(), 0, false, min.divide(thousand), max.divide(thousand), 1000);
            }
            default -> integer(n.raw(), 0, false, min, max, 1);
        };
    }

    static Expected rfc3339(String s) {
        Expected bad = Expected.reason(ReasonCode.BAD_TIMESTAMP);
        Matcher m = TIMESTAMP.matcher(s);
        if (!m.matches()) {
            return bad;
        }
        LocalDate date = localDate(m.group(1));
        int hour = Integer.parseInt(m.group(2));
        int minute = Integer.parseInt(m.group(3));
        int second = Integer.parseInt(m.group(4));
        if (date == null || hour > 23 || minute > 59 || second > 60) {
            return bad;
        }
        LocalDateTime local = date.atTime(hour, minute).plusSeconds(second);
        if (m.group(6) != null) {
            int offsetHour = Integer.parseInt(m.group(7));
            int offsetMinute = Integer.parseInt(m.group(8));
            if (offsetHour > 23 || offsetMinute > 59) {
                return bad;
            }
            long offset = offsetHour * 60L + offsetMinute;
            local = local.minusMinutes(m.group(6).equals("+") ? offset : -offset);
        }
        if ((second == 60 && local.toLocalTime().toSecondOfDay() != 0)
                || local.isBefore(FIRST)
                || !local.isBefore(END)) {
            return bad;
        }
        String fraction = m.group(5) == null ? "" : m.group(5);
        int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
        return Expected.value(local.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + micros);
    }
}
