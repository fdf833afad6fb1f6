package dev.forebay.cli.local;

import dev.forebay.definition.Scalar;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.text.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the events of a definition's tests into the JSON that the pipeline reads. */
final class GivenEvents {
    /** Where the times of tests start: 2018-01-01T00:00:00Z. */
    private static final long START_MICROS = 1_514_764_800_000_000L;

    private static final Pattern DURATION = Pattern.compile("([0-9]+)(ms|s|m|h|d|w)");
    private static final Map<String, Long> UNIT_MICROS = Map.of(
            "ms",
            1_000L,
            "s",
            1_000_000L,
            "m",
            60_000_000L,
            "h",
            3_600_000_000L,
            "d",
            86_400_000_000L,
            "w",
            604_800_000_000L);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Plan plan;

    /** An event as it would arrive. {@code recordTimeMicros} is {@link Long#MIN_VALUE} where the test does not say when. */
    record Event(String json, long recordTimeMicros) {}

    GivenEvents(Plan plan) {
        this.plan = plan;
    }

    Event event(int number, Map<String, Scalar> defaults, Map<String, Scalar> given) {
        Map<String, Scalar> values = new LinkedHashMap<>(defaults);
        values.putAll(given);
        Scalar at = values.remove("at");
        long atMicros = at == null ? Long.MIN_VALUE : micros(at.text());
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            Field field = plan.fields().get(slot);
            Scalar value = values.remove(field.name());
            if (value != null) {
                put(event, field, value);
            } else if (slot == plan.event().timeSlot()) {
                putTime(event, field, at == null ? START_MICROS : atMicros);
            } else if (!field.optional()) {
                putRaw(event, field, filler(slot, number));
            }
        }
        // What the schema does not know is given all the same: a pipeline passes it over.
        values.forEach((name, value) -> event.set(name, json.readTree(text(value))));
        return new Event(event.toString(), atMicros);
    }

    /** A duration after the start, or a timestamp. */
    private static long micros(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long unit = UNIT_MICROS.getOrDefault(matcher.group(2), 0L);
            return Math.addExact(START_MICROS, Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = TimestampText.parse(bytes, 0, bytes.length);
        return micros == TimestampText.NONE ? START_MICROS : micros;
    }

    private void put(ObjectNode event, Field field, Scalar value) {
        putRaw(event, field, text(value));
    }

    private void putTime(ObjectNode event, Field field, long micros) {
        String raw = switch (field.timestampFormat()) {
            case RFC3339 -> {
                byte[] text = new byte[64];
                int end = TimestampText.write(text, 0, micros);
                yield '"' + new String(text, 0, end, StandardCharsets.US_ASCII) + '"';
            }
            case EPOCH_SECONDS -> String.valueOf(micros / 1e6);
            case EPOCH_MILLIS -> String.valueOf(Math.floorDiv(micros, 1_000L));
            case EPOCH_MICROS -> String.valueOf(micros);
        };
        putRaw(event, field, raw);
    }

    private void putRaw(ObjectNode event, Field field, String raw) {
        ObjectNode at = event;
        for (String key : field.path().subList(0, field.path().size() - 1)) {
            at = at.withObjectProperty(key);
        }
        at.set(field.path().get(field.path().size() - 1), json.readTree(raw));
    }

    private String text(Scalar value) {
        return switch (value.kind()) {
            case NULL -> "null";
            case BOOLEAN -> value.text().toLowerCase(Locale.ROOT);
            case INTEGER, FLOAT -> isJsonNumber(value.text()) ? value.text() : quoted(value.text());
            case STRING -> quoted(value.text());
        };
    }

    private String quoted(String text) {
        return json.writeValueAsString(text);
    }

    private static boolean isJsonNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    }

    /** A value for a required column that the test leaves out. */
    private String filler(int slot, int number) {
        if (slot == plan.event().idSlot()) {
            return plan.fields().get(slot).type().equals(Type.STRING)
                    ? "\"event-" + (number + 1) + '"'
                    : String.valueOf(number + 1);
        }
        TypedExpression.@Nullable Constant allowed = allowed(slot);
        if (allowed != null) {
            Object value = allowed.value();
            return value instanceof String text ? quoted(text) : String.valueOf(value);
        }
        Field field = plan.fields().get(slot);
        return switch (field.type().kind()) {
            case BOOLEAN -> "false";
            case LONG, DOUBLE, DECIMAL -> "0";
            case STRING -> "\"x\"";
            case DATE -> "\"2018-01-01\"";
            case TIMESTAMP ->
                field.timestampFormat() == Field.TimestampFormat.RFC3339 ? "\"2018-01-01T00:00:00Z\"" : "1514764800";
        };
    }

    private TypedExpression.@Nullable Constant allowed(int slot) {
        for (Plan.Constraint constraint : plan.constraints()) {
            if (constraint.slot() != slot) {
                continue;
            }
            if (constraint instanceof Plan.Constraint.OneOf set) {
                return set.values().get(0);
            }
            boolean isPlainNumber = plan.fields().get(slot).type().kind() == Type.Kind.LONG
                    || plan.fields().get(slot).type().kind() == Type.Kind.DOUBLE;
            if (constraint instanceof Plan.Constraint.Bound bound && isPlainNumber) {
                return bound.bound();
            }
        }
        return null;
    }
}
