package dev.forebay.plan.stored;

import java.util.List;

/** Writes a JSON value as the one text that it has: keys as given, two spaces a level, arrays of single values ten a line. */
final class JsonWriter {
    private static final int A_LINE = 10;
    private static final int PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Json value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "");
        return writer.out.append('\n').toString();
    }

    private void value(Json value, String indent) {
        if (value instanceof Json.Struct struct) {
            struct(struct, indent);
        } else if (value instanceof Json.Items items) {
            items(items, indent);
        } else if (value instanceof Json.Text text) {
            text(text.text());
        } else if (value instanceof Json.Numeral number) {
            out.append(number.text());
        } else if (value instanceof Json.Truth truth) {
            out.append(truth.value());
        } else {
            out.append("null");
        }
    }

    private void struct(Json.Struct struct, String indent) {
        if (struct.members().size() <= 1
                && struct.members().stream().allMatch(member -> member.value() instanceof Json.Text)) {
            out.append('{');
            struct.members().forEach(member -> member(member, indent));
            out.append('}');
            return;
        }
        String inner = indent + "  ";
        String before = "{\n";
        for (Json.Member member : struct.members()) {
            out.append(before).append(inner);
            member(member, inner);
            before = ",\n";
        }
        out.append('\n').append(indent).append('}');
    }

    private void member(Json.Member member, String indent) {
        text(member.key());
        out.append(": ");
        value(member.value(), indent);
    }

    private void items(Json.Items items, String indent) {
        List<Json> all = items.items();
        if (items.isFlat() && all.size() <= A_LINE) {
            out.append('[');
            for (int i = 0; i < all.size(); i++) {
                out.append(i == 0 ? "" : ", ");
                value(all.get(i), indent);
            }
            out.append(']');
            return;
        }
        String inner = indent + "  ";
        out.append('[');
        for (int i = 0; i < all.size(); i++) {
            boolean breaks = !items.isFlat() || i % A_LINE == 0;
            out.append(i == 0 ? "" : ",").append(breaks ? "\n" + inner : " ");
            value(all.get(i), inner);
        }
        out.append('\n').append(indent).append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < PRINTABLE || c == 0x7f || Character.isSurrogate(c)) {
                out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
