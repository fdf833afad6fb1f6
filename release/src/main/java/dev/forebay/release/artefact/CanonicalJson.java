package dev.forebay.release.artefact;

import dev.forebay.types.text.DoubleWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON with one form for one content, for people to read: two spaces a level, members in the order of the map, numbers shortest, nothing
 * escaped that need not be. UTF-8, a line feed at the end.
 */
public final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * A value as JSON.
     *
     * @param value maps with text keys, lists, texts, whole numbers, doubles, booleans, null
     */
    public static byte[] write(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value, 0);
        return json.out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value, int level) {
        if (value instanceof Map<?, ?> map) {
            object(map, level);
        } else if (value instanceof List<?> list) {
            array(list, level);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Double number) {
            real(number);
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("no JSON of " + value.getClass());
        }
    }

    private void object(Map<?, ?> map, int level) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            line(level + 1);
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), level + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        line(level);
        out.append('}');
    }

    /** A list of plain values on one line, others a line an item. */
    private void array(List<?> list, int level) {
        boolean plain = list.stream().noneMatch(item -> item instanceof Map || item instanceof List);
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (!plain) {
                line(level + 1);
            }
            value(list.get(i), level + 1);
            out.append(i + 1 == list.size() ? "" : plain ? ", " : ",");
        }
        if (!plain) {
            line(level);
        }
        out.append(']');
    }

    private void line(int level) {
        out.append('\n').append("  ".repeat(level));
    }

    private void real(double number) {
        if (Double.isFinite(number)) {
            byte[] digits = new byte[DoubleWriter.ROOM];
            out.append(new String(digits, 0, DoubleWriter.write(digits, 0, number), StandardCharsets.US_ASCII));
        } else {
            text(Double.toString(number));
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
