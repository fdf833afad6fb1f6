package dev.forebay.testing.json;

import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.expression.Values;
import dev.forebay.testing.expression.WrittenValues;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamReadException;

/** Reads an event with Jackson and says what a decoder must make of it. */
public final class JacksonEventReader {
    private final List<Field> fields;
    private final int maxBytes;
    private final int maxDepth;

    /** What is wrong with one field. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final ReasonCode code;

        Wrong(ReasonCode code) {
            super(code.code(), null, false, false);
            this.code = code;
        }
    }

    public JacksonEventReader(List<Field> fields, int maxBytes, int maxDepth) {
        this.fields = List.copyOf(fields);
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
    }

    /** The decoded event, or what is wrong with it. */
    public ReferenceEvent read(byte @Nullable [] bytes, int partition, @Nullable Instant recordTime) {
        if (bytes == null) {
            return refused(ReasonCode.NO_VALUE, partition, recordTime);
        }
        if (bytes.length > maxBytes) {
            return refused(ReasonCode.TOO_LARGE, partition, recordTime);
        }
        Json json;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            json = Json.parse(text, maxDepth);
        } catch (CharacterCodingException e) {
            return refused(ReasonCode.INVALID_UTF8, partition, recordTime);
        } catch (Json.TooDeep e) {
            return refused(ReasonCode.TOO_DEEP, partition, recordTime);
        } catch (StreamReadException e) {
            return refused(ReasonCode.MALFORMED, partition, recordTime);
        }
        if (!(json instanceof Json.Members event)) {
            return refused(ReasonCode.MALFORMED, partition, recordTime);
        }
        List<@Nullable Object> values = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Field field : fields) {
            try {
                values.add(value(field, event));
            } catch (Wrong wrong) {
                values.add(null);
                findings.add(new Finding(wrong.code, field.name()));
            }
        }
        return new ReferenceEvent(partition, recordTime, values, findings);
    }

    private ReferenceEvent refused(ReasonCode code, int partition, @Nullable Instant recordTime) {
        return new ReferenceEvent(
                partition, recordTime, Collections.nCopies(fields.size(), null), List.of(new Finding(code, null)));
    }

    private static @Nullable Object value(Field field, Json.Members event) {
        Json at = event;
        for (String key : field.path()) {
            if (at instanceof Json.Null) {
                break;
            }
            if (!(at instanceof Json.Members object)) {
                throw new Wrong(ReasonCode.WRONG_TYPE);
            }
            List<Json> found = object.members().stream()
                    .filter(member -> member.key().equals(key))
                    .map(Json.Member::value)
                    .toList();
            if (found.size() > 1) {
                throw new Wrong(ReasonCode.REPEATED_FIELD);
            }
            if (found.isEmpty()) {
                return absent(field, ReasonCode.MISSING);
            }
            at = found.get(0);
        }
        return at instanceof Json.Null ? absent(field, ReasonCode.NULL) : value(field, at);
    }

    private static @Nullable Object absent(Field field, ReasonCode code) {
        if (!field.optional()) {
            throw new Wrong(code);
        }
        return null;
    }

    private static Object value(Field field, Json json) {
        Type type = field.type();
        return switch (type.kind()) {
            case BOOLEAN -> {
                if (json instanceof Json.Truth truth) {
                    yield truth.value();
                }
                throw new Wrong(ReasonCode.WRONG_TYPE);
            }
            case LONG -> whole(json, 0, RoundingMode.UNNECESSARY).longValueExact();
            case DOUBLE -> real(number(json));
            case DECIMAL -> decimal(type, json);
            case STRING -> text(json, ReasonCode.INVALID_UTF8);
            case DATE -> required(WrittenValues.dateOrNull(text(json, ReasonCode.BAD_TIMESTAMP)));
            case TIMESTAMP -> timestamp(field, json);
        };
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new Wrong(ReasonCode.BAD_TIMESTAMP);
        }
        return value;
    }

    private static String text(Json json, ReasonCode ifNoText) {
        if (!(json instanceof Json.Text text)) {
            throw new Wrong(ReasonCode.WRONG_TYPE);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text.value())) {
            throw new Wrong(ifNoText);
        }
        return text.value();
    }

    private static String number(Json json) {
        if (!(json instanceof Json.Numeral number)) {
            throw new Wrong(ReasonCode.WRONG_TYPE);
        }
        return number.written();
    }

    private static double real(String written) {
        double value = Double.parseDouble(written);
        if (Double.isInfinite(value)) {
            throw new Wrong(ReasonCode.NUMBER_RANGE);
        }
        return value;
    }

    /** The number times 10 to the scale, rounded if need be, as far as a long holds it. */
    private static BigInteger whole(Json json, int scale, RoundingMode mode) {
        BigDecimal exact = WrittenNumber.of(number(json));
        BigInteger scaled;
        try {
            scaled = exact.movePointRight(scale).setScale(0, mode).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new Wrong(ReasonCode.NUMBER_RANGE);
        }
        if (scaled.bitLength() > 63) {
            throw new Wrong(ReasonCode.NUMBER_RANGE);
        }
        return scaled;
    }

    private static BigDecimal decimal(Type type, Json json) {
        BigInteger units = whole(json, type.scale(), RoundingMode.UNNECESSARY);
        if (units.abs().compareTo(BigInteger.TEN.pow(type.precision())) >= 0) {
            throw new Wrong(ReasonCode.NUMBER_RANGE);
        }
        return new BigDecimal(units, type.scale());
    }

    private static Object timestamp(Field field, Json json) {
        BigInteger micros = switch (field.timestampFormat()) {
            case RFC3339 -> {
                Object instant = required(WrittenValues.timestampOrNull(text(json, ReasonCode.BAD_TIMESTAMP)));
                yield BigInteger.valueOf(Values.micros((Instant) instant));
            }
            case EPOCH_SECONDS -> whole(json, 6, RoundingMode.FLOOR);
            case EPOCH_MILLIS -> whole(json, 0, RoundingMode.UNNECESSARY).multiply(BigInteger.valueOf(1000));
            case EPOCH_MICROS -> whole(json, 0, RoundingMode.UNNECESSARY);
        };
        BigInteger first = BigInteger.valueOf(Values.micros(Instant.parse("0000-01-01T00:00:00Z")));
        BigInteger last = BigInteger.valueOf(Values.micros(Instant.parse("9999-12-31T23:59:59.999999Z")));
        if (micros.compareTo(first) < 0 || micros.compareTo(last) > 0) {
            throw new Wrong(ReasonCode.NUMBER_RANGE);
        }
        return Values.ofStored(Type.TIMESTAMP, micros.longValueExact());
    }
}
