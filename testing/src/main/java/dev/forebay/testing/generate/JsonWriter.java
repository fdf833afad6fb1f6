package dev.forebay.testing.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes JSON in any of the forms that RFC 8259 allows. */
final class JsonWriter {
    private final Chance chance;

    JsonWriter(Chance chance) {
        this.chance = chance;
    }

    String braces(List<String> members) {
        String comma = space() + "," + space();
        String all = space() + "{" + space() + String.join(comma, members) + space() + "}";
        return chance.oneIn(8) ? all + space() : all;
    }

    private String space() {
        return chance.oneIn(6) ? chance.pick(List.of(" ", "\n", "\t", "\r\n", "   ")) : "";
    }

    String whole(long value) {
        return chance.oneIn(12) ? number(BigDecimal.valueOf(value)) : Long.toString(value);
    }

    String real(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : chance.pick(List.of("0", "0.0", "0e5"));
        }
        return switch (chance.below(6)) {
            case 0 -> number(new BigDecimal(value));
            case 1 -> number(new BigDecimal(Double.toString(value)));
            default -> Double.toString(value);
        };
    }

    /** The number in one of the forms that have its value. */
    String number(BigDecimal value) {
        return switch (chance.below(8)) {
            case 0 -> value.toString();
            case 1 -> {
                BigDecimal stripped = value.stripTrailingZeros();
                yield stripped.unscaledValue() + "e" + -stripped.scale();
            }
            case 2 -> value.unscaledValue() + "E" + (value.scale() > 0 ? "-" : "+") + Math.abs(value.scale());
            case 3 -> value.scale() > 0 ? value.toPlainString() + "00" : value.toPlainString() + ".00";
            default -> value.toPlainString();
        };
    }

    String text(String text) {
        StringBuilder written = new StringBuilder("\"");
        boolean escapes = chance.oneIn(5);
        for (int c : text.codePoints().toArray()) {
            if (c == '"' || c == '\\') {
                written.append('\\').appendCodePoint(c);
            } else if (c == '\n' && chance.oneIn(2)) {
                written.append("\\n");
            } else if (c == '/' && chance.oneIn(4)) {
                written.append("\\/");
            } else if (c < ' ' || (escapes && chance.oneIn(3))) {
                String format = chance.oneIn(2) ? "\\u%04x" : "\\u%04X";
                Character.toString(c).chars().forEach(unit -> written.append(format.formatted(unit)));
            } else {
                written.appendCodePoint(c);
            }
        }
        return written.append('"').toString();
    }

    /** Any value, arrays and objects nested up to a depth. */
    String anything(int depth) {
        return switch (chance.below(depth > 0 ? 8 : 6)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3 -> chance.pick(List.of("0", "-1.5e-7", "12", "1E400", "-0"));
            case 4 -> text(new TextGenerator(chance).text());
            case 5 -> "\"\"";
            case 6 -> {
                List<String> items = new ArrayList<>();
                while (chance.oneIn(2)) {
                    items.add(anything(depth - 1));
                }
                yield "[" + space() + String.join(",", items) + space() + "]";
            }
            default -> {
                List<String> members = new ArrayList<>();
                while (chance.oneIn(2)) {
                    members.add(text(chance.pick(List.of("a", "b", "c0"))) + space() + ":" + anything(depth - 1));
                }
                yield braces(members);
            }
        };
    }
}
