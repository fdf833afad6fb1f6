package dev.forebay.definition.keys;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and truth values as JSON, indented by two spaces. */
final class JsonText {
    private JsonText() {}

    static String of(Object value) {
        return write(value, "\n") + "\n";
    }

    private static String write(Object value, String lineStart) {
        if (value instanceof Map<?, ?> map) {
            String inner = lineStart + "  ";
            return map.entrySet().stream()
                    .map(entry -> inner + quoted(entry.getKey().toString()) + ": " + write(entry.getValue(), inner))
                    .collect(Collectors.joining(",", "{", lineStart + "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> write(item, lineStart)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted(c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
