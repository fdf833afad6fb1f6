package dev.forebay.testing.generate;

import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random definitions as YAML text. Fitted state is named {@code scaler-N.pkl} for a group of N columns.
 */
public final class DefinitionGenerator {
    private static final int DEPTH = 3;
    private static final List<Type.Kind> KINDS = List.of(Type.Kind.values());

    private final Chance chance;
    private final ValueGenerator values;
    private final int size;
    private final StringBuilder yaml = new StringBuilder();
    private final Map<String, Type> columns = new LinkedHashMap<>();
    private final List<String> outputs = new ArrayList<>();

    private DefinitionGenerator(long seed, int size) {
        this.chance = new Chance(seed);
        this.values = new ValueGenerator(chance);
        this.size = size;
    }

    /** The definition of that seed with {@code size} features. */
    public static String definition(long seed, int size) {
        return new DefinitionGenerator(seed, size).definition();
    }

    private String definition() {
        line("forebay: 1");
        line("pipeline: generated");
        List<Field> fields = new SchemaGenerator(chance).fields();
        event(fields);
        line("schema:");
        for (Field field : fields) {
            line("  " + quoted(field.name()) + ": {" + String.join(", ", schema(field)) + "}");
            columns.put(field.name(), field.type());
        }
        checks();
        features();
        transforms();
        line("output:");
        line("  keep: [" + keep() + "]");
        if (!outputs.isEmpty()) {
            line("  vector: [" + String.join(", ", outputs) + "]");
        }
        sinks();
        return yaml.toString();
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }

    private void event(List<Field> fields) {
        boolean hasTime = isRequired(fields, SchemaGenerator.TIME);
        boolean hasId = isRequired(fields, SchemaGenerator.ID);
        if (!hasTime && !hasId) {
            return;
        }
        line("event:");
        if (hasId) {
            line("  id: " + SchemaGenerator.ID);
        }
        if (hasTime) {
            line("  time: " + SchemaGenerator.TIME);
            line("  lateness: " + chance.pick(List.of("0s", "1s", "1h")));
            if (chance.oneIn(2)) {
                line("  future: 5m");
            }
        }
        if (hasTime && hasId && chance.oneIn(2)) {
            line("  duplicates: {reject: {within: " + chance.pick(List.of("10s", "24h")) + "}}");
        }
    }

    private static boolean isRequired(List<Field> fields, String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name) && !field.optional());
    }

    private List<String> schema(Field field) {
        List<String> parts = new ArrayList<>();
        parts.add("type: " + quoted(field.type().toString()));
        if (field.optional()) {
            parts.add("optional: true");
        }
        if (!field.path().equals(List.of(field.name()))) {
            parts.add("from: ["
                    + field.path().stream().map(DefinitionGenerator::quoted).collect(Collectors.joining(", ")) + "]");
        }
        if (field.timestampFormat() != TimestampFormat.RFC3339) {
            parts.add("format: " + field.timestampFormat().name().toLowerCase(Locale.ROOT));
        }
        if (chance.oneIn(4)) {
            parts.add(constraint(field.type()));
        }
        return parts;
    }

    private String constraint(Type type) {
        if (type.kind() == Type.Kind.STRING && chance.oneIn(2)) {
            return chance.pick(List.of("pattern: '[a-z]*'", "min_length: 1", "max_length: 12", "pattern: '(?s).*'"));
        }
        if (type.kind() == Type.Kind.BOOLEAN || type.kind() == Type.Kind.STRING || chance.oneIn(5)) {
            return "in: ["
                    + IntStream.range(0, chance.between(1, 5))
                            .mapToObj(i -> scalar(type))
                            .collect(Collectors.joining(", "))
                    + "]";
        }
        return (chance.oneIn(2) ? "min: " : "max: ") + scalar(type);
    }

    private String scalar(Type type) {
        Object value = values.finite(type);
        return switch (type.kind()) {
            case BOOLEAN, LONG -> value.toString();
            case DOUBLE -> value.toString();
            case DECIMAL -> BigDecimal.valueOf((Long) value, type.scale()).toPlainString();
            case STRING -> quoted((String) value);
            case TIMESTAMP ->
                quoted(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString());
            case DATE -> quoted(LocalDate.ofEpochDay((Long) value).toString());
        };
    }

    private SqlGenerator sql() {
        return new SqlGenerator(chance, columns);
    }

    private void checks() {
        if (chance.oneIn(3)) {
            return;
        }
        line("checks:");
        for (int i = chance.between(1, 3); i > 0; i--) {
            String condition = quoted("TRUE OR " + sql().expression(Type.Kind.BOOLEAN, DEPTH));
            line("  check_" + i + ": "
                    + (chance.oneIn(2) ? condition : "{expect: " + condition + ", otherwise: warn}"));
        }
    }

    private void features() {
        line("features:");
        for (int i = 0; i < size; i++) {
            Type.Kind kind = chance.pick(KINDS);
            String name = "feature_" + i;
            line("  " + name + ": " + quoted(sql().expression(kind, DEPTH)));
            if (kind != Type.Kind.DECIMAL) {
                columns.put(
                        name, Type.parse(kind.name().toLowerCase(Locale.ROOT)).orElseThrow());
            }
            if (kind == Type.Kind.BOOLEAN || kind == Type.Kind.LONG || kind == Type.Kind.DOUBLE) {
                outputs.add(name);
            }
        }
    }

    private void transforms() {
        List<String> numeric = columns.entrySet().stream()
                .filter(column -> column.getValue().isNumeric() && chance.oneIn(2))
                .map(column -> quoted(column.getKey()))
                .toList();
        if (numeric.isEmpty()) {
            return;
        }
        line("transforms:");
        line("  scaled:");
        line("    columns: [" + String.join(", ", numeric) + "]");
        line("    steps: [StandardScaler: {}]");
        line("    suffix: _scaled");
        line("    fitted: scaler-" + numeric.size() + ".pkl");
        outputs.add("scaled");
    }

    private String keep() {
        return columns.keySet().stream()
                .filter(name -> !name.startsWith("feature_"))
                .map(DefinitionGenerator::quoted)
                .collect(Collectors.joining(", "));
    }

    private void sinks() {
        line("sinks:");
        line("  - kafka: {topic: out, brokers: 'localhost:9092'}");
        if (chance.oneIn(2)) {
            line("    when: " + quoted(sql().expression(Type.Kind.BOOLEAN, DEPTH)));
        }
    }

    /** As a double-quoted scalar, which YAML has from JSON. */
    private static String quoted(String text) {
        StringBuilder written = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                written.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c < 0x7f) {
                written.appendCodePoint(c);
            } else {
                written.append("\\U%08x".formatted(c));
            }
        });
        return written.append('"').toString();
    }
}
