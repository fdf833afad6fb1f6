package dev.forebay.cli.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The newest output records side by side, a line for each feature: values are seen whole in a narrow terminal too. */
final class SampleTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN_RECORDS = 3;
    private static final int SHOWN_FEATURES = 8;
    private static final int NAME_WIDTH = 34;
    private static final int VALUE_WIDTH = 12;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private SampleTable() {}

    /**
     * The lines of a table.
     *
     * @param records output records, the newest last
     * @param heading what tells the records apart: the first of these columns that a record has
     * @param features the columns that are shown first
     */
    static List<String> lines(List<String> records, List<String> heading, List<String> features) {
        List<JsonNode> read = new ArrayList<>();
        for (String text : records.subList(Math.max(0, records.size() - SHOWN_RECORDS), records.size())) {
            JsonNode node = object(text);
            if (node == null) {
                // Of another format, or longer than what is kept of a sample.
                return records.subList(records.size() - 1, records.size());
            }
            read.add(node);
        }
        if (read.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(features);
        names.removeIf(name -> !read.get(0).has(name));
        read.get(0).propertyNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        List<String> lines = new ArrayList<>();
        heading.stream().filter(names::remove).findFirst().ifPresent(name -> lines.add(line(name, read)));
        names.stream().limit(SHOWN_FEATURES).forEach(name -> lines.add(line(name, read)));
        if (names.size() > SHOWN_FEATURES) {
            lines.add("and " + (names.size() - SHOWN_FEATURES) + " more");
        }
        return lines;
    }

    private static @Nullable JsonNode object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String line(String name, List<JsonNode> records) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", cut(name, NAME_WIDTH)));
        for (JsonNode each : records) {
            line.append("  ").append(String.format(Locale.ROOT, "%" + VALUE_WIDTH + "s", value(each.get(name))));
        }
        return line.toString();
    }

    private static String value(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "null";
        }
        if (value.isFloatingPointNumber()) {
            return number(value.decimalValue());
        }
        return cut(value.isString() ? value.stringValue() : value.toString(), VALUE_WIDTH);
    }

    private static String number(BigDecimal value) {
        BigDecimal rounded = value.round(SIX_DIGITS).stripTrailingZeros();
        String plain = rounded.toPlainString();
        return plain.length() <= VALUE_WIDTH ? plain : rounded.toString();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
