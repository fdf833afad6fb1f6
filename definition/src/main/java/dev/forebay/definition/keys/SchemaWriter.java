package dev.forebay.definition.keys;

import dev.forebay.definition.keys.Shape.Choice;
import dev.forebay.definition.keys.Shape.Either;
import dev.forebay.definition.keys.Shape.ListOf;
import dev.forebay.definition.keys.Shape.Mapping;
import dev.forebay.definition.keys.Shape.Named;
import dev.forebay.definition.keys.Shape.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the key table as a JSON Schema (draft 2020-12), for editors. It accepts every definition that the parser accepts;
 * what only the parser can know (expressions, names that must exist) it leaves to the parser.
 */
public final class SchemaWriter {
    private static final List<String> SINGLE = List.of("string", "number", "boolean");
    private static final Set<String> OPERATIONAL_SECTIONS = Set.of("source", "sinks[]", "dead_letters", "state");
    private static final Set<String> LOGIC_KEYS = Set.of("format", "key", "columns", "when");
    private static final String VARIABLE = "\\$\\{[A-Za-z_]";

    private SchemaWriter() {}

    /** The schema's text. */
    public static String json() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:forebay:definition:1");
        schema.put("title", "Forebay definition");
        schema.putAll(mapping(KeyTable.DEFINITION));
        return JsonText.of(schema);
    }

    private static Map<String, Object> mapping(Keys keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key key : keys.keys()) {
            if (key.status() != Key.Status.LATER) {
                properties.put(key.name(), property(keys, key));
            }
            if (key.status() == Key.Status.REQUIRED) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (keys.leastKeys() > 0) {
            schema.put("minProperties", keys.leastKeys());
        }
        if (keys.mostKeys() < keys.names().size()) {
            schema.put("maxProperties", keys.mostKeys());
        }
        return schema;
    }

    private static Map<String, Object> property(Keys keys, Key key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description(key));
        String section = keys.path().split("\\.", 2)[0];
        boolean operational = OPERATIONAL_SECTIONS.contains(section) && !LOGIC_KEYS.contains(key.name());
        boolean single = key.shape() instanceof Value || key.shape() instanceof Choice;
        Map<String, Object> shape = shape(key.shape());
        if (operational && single && key.shape() != Value.OPERATIONAL) {
            schema.put("anyOf", List.of(shape, ordered("type", "string", "pattern", VARIABLE)));
        } else {
            schema.putAll(shape);
        }
        return schema;
    }

    private static String description(Key key) {
        StringBuilder text = new StringBuilder(key.meaning());
        if (key.fallback() != null) {
            text.append(" Default: ").append(key.fallback()).append('.');
        }
        if (key.example() != null) {
            text.append(" Example: ").append(key.name()).append(": ").append(key.example());
        }
        return text.toString();
    }

    private static Map<String, Object> shape(Shape shape) {
        if (shape instanceof Mapping mapping) {
            return mapping(mapping.keys());
        }
        if (shape instanceof Named named) {
            return ordered(
                    "type",
                    "object",
                    "propertyNames",
                    ordered("minLength", 1),
                    "additionalProperties",
                    shape(named.each()));
        }
        if (shape instanceof ListOf list) {
            return ordered("type", "array", "items", shape(list.each()));
        }
        if (shape instanceof Either either) {
            return ordered("anyOf", List.of(shape(either.shortForm()), shape(either.longForm())));
        }
        if (shape instanceof Choice choice) {
            return ordered("enum", choice.choices());
        }
        return value((Value) shape);
    }

    private static Map<String, Object> value(Value value) {
        return switch (value) {
            case TEXT, NAME, SQL, OPERATIONAL -> ordered("type", SINGLE);
            case SCALAR -> ordered("type", List.of("string", "number", "boolean", "null"));
            case VERSION -> ordered("const", 1);
            case DURATION -> ordered("type", "string", "pattern", "^[0-9]+(ms|s|m|h|d|w)$");
            case SIZE ->
                ordered(
                        "anyOf",
                        List.of(
                                ordered("type", "integer", "minimum", 1),
                                ordered("type", "string", "pattern", "^[0-9]+[kmg]?$")));
            case TYPE ->
                ordered(
                        "type",
                        "string",
                        "pattern",
                        "^(boolean|long|double|string|timestamp|date|decimal\\s*\\(\\s*[0-9]+\\s*,\\s*[0-9]+\\s*\\))$");
            case INTEGER -> ordered("type", "integer", "minimum", 0);
            case BOOLEAN -> ordered("type", "boolean");
            case ANY -> ordered();
        };
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
