package dev.forebay.cli.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebay.types.text.DateText;
import dev.forebay.types.text.TimestampText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schema inferred from a sample of events in JSON lines: every leaf of every object, with the narrowest type that fits all. */
public final class SampleSchema {
    private static final int MAX_EVENTS = 10_000;
    private static final int MOST_NAME = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<List<String>, Seen> columns = new LinkedHashMap<>();
    private int events;
    private int broken;

    /**
     * A column as the sample shows it.
     *
     * @param name its name in the schema: the path joined with underscores, or with dots where another has that name
     * @param path the keys that lead to it
     * @param type the type's name
     * @param optional whether an event lacked it or had null
     */
    public record InferredColumn(String name, List<String> path, String type, boolean optional) {}

    private static final class Seen {
        private int times;
        private int nulls;
        private boolean isBoolean = true;
        private boolean isLong = true;
        private boolean isNumber = true;
        private boolean isTimestamp = true;
        private boolean isDate = true;
        private boolean isString = true;

        void add(JsonNode value) {
            times++;
            if (value.isNull()) {
                nulls++;
                return;
            }
            isBoolean &= value.isBoolean();
            isNumber &= value.isNumber();
            isLong &= value.isIntegralNumber() && value.canConvertToLong();
            isString &= value.isString();
            String text = value.isString() ? value.stringValue() : "";
            isTimestamp &= isTimestamp(text);
            isDate &= isDate(text);
        }

        /** Empty where no type fits: mixed types, arrays, or nothing but nulls. */
        Optional<String> type() {
            if (times == nulls) {
                return Optional.empty();
            }
            if (isBoolean) {
                return Optional.of("boolean");
            }
            if (isLong) {
                return Optional.of("long");
            }
            if (isNumber) {
                return Optional.of("double");
            }
            if (isTimestamp) {
                return Optional.of("timestamp");
            }
            if (isDate) {
                return Optional.of("date");
            }
            return isString ? Optional.of("string") : Optional.empty();
        }
    }

    private SampleSchema() {}

    public static SampleSchema infer(Path sample) throws IOException {
        SampleSchema schema = new SampleSchema();
        try (BufferedReader reader = Files.newBufferedReader(sample)) {
            for (String line = reader.readLine();
                    line != null && schema.events < MAX_EVENTS;
                    line = reader.readLine()) {
                if (!line.isBlank()) {
                    schema.add(line);
                }
            }
        }
        return schema;
    }

    /** The schema of one event; nothing in it where the text is no JSON object. */
    public static SampleSchema ofEvent(String text) {
        SampleSchema schema = new SampleSchema();
        schema.add(text);
        return schema;
    }

    /** How many events were read. */
    public int events() {
        return events;
    }

    /** How many lines were no JSON object. */
    int broken() {
        return broken;
    }

    /** The columns that have a type, in the order in which the sample first shows them. */
    public List<InferredColumn> columns() {
        Set<String> names = new HashSet<>();
        columns.keySet().stream().filter(path -> path.size() == 1).forEach(path -> names.add(path.get(0)));
        List<InferredColumn> inferred = new ArrayList<>();
        columns.forEach((path, seen) -> seen.type().filter(type -> isName(path)).ifPresent(type -> {
            String name = String.join("_", path);
            if (path.size() > 1 && !names.add(name)) {
                name = String.join(".", path);
            }
            inferred.add(new InferredColumn(name, path, type, seen.nulls > 0 || seen.times < events));
        }));
        return inferred;
    }

    /** The names of fields that no type fits, or that no column can be called. */
    public List<String> leftOut() {
        return columns.entrySet().stream()
                .filter(e -> e.getValue().type().isEmpty() || !isName(e.getKey()))
                .map(e -> String.join(".", e.getKey()))
                .toList();
    }

    private static boolean isName(List<String> path) {
        return String.join(".", path).length() <= MOST_NAME
                && path.stream()
                        .noneMatch(key -> key.isBlank() || key.codePoints().anyMatch(Character::isISOControl));
    }

    /** The column that most likely identifies an event: required, named like an id, the first of them. */
    Optional<InferredColumn> id() {
        return columns().stream()
                .filter(c ->
                        !c.optional() && (c.type().equals("string") || c.type().equals("long")))
                .filter(c -> {
                    String name = c.name().toLowerCase(Locale.ROOT);
                    return name.equals("id") || name.endsWith("_id") || name.endsWith("uuid");
                })
                .findFirst();
    }

    /** The first required timestamp. */
    Optional<InferredColumn> time() {
        return columns().stream()
                .filter(c -> !c.optional() && c.type().equals("timestamp"))
                .findFirst();
    }

    private void add(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JacksonException e) {
            broken++;
            return;
        }
        if (!event.isObject()) {
            broken++;
            return;
        }
        events++;
        walk(event, List.of());
    }

    private void walk(JsonNode object, List<String> path) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            List<String> here = new ArrayList<>(path);
            here.add(property.getKey());
            JsonNode value = property.getValue();
            if (value.isObject() && path.size() < 8) {
                walk(value, here);
            } else {
                columns.computeIfAbsent(List.copyOf(here), added -> new Seen()).add(value);
            }
        }
    }

    private static boolean isTimestamp(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return TimestampText.parse(bytes, 0, bytes.length) != TimestampText.NONE;
    }

    private static boolean isDate(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return DateText.parse(bytes, 0, bytes.length) != DateText.NONE;
    }
}
