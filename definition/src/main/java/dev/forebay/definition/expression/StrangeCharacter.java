package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Span;
import java.util.Locale;

/** What is said about a character that no expression has: most come from a word processor or a web page. */
final class StrangeCharacter {
    private StrangeCharacter() {}

    static Diagnostic diagnostic(int codePoint, Span span) {
        String shown = Character.isISOControl(codePoint) || Character.isWhitespace(codePoint) || codePoint == 0x00A0
                ? "a character"
                : "'" + Character.toString(codePoint) + "'";
        String name = "U+%04X".formatted(codePoint);
        String known = Character.getName(codePoint);
        if (known != null) {
            name += " " + known.toLowerCase(Locale.ROOT);
        }
        return Diagnostic.of(
                DefinitionCode.STRANGE_CHARACTER,
                span,
                shown + " (" + name + ") has no meaning in an expression",
                remedy(codePoint));
    }

    private static String remedy(int codePoint) {
        return switch (codePoint) {
            case 0x2018, 0x2019, 0x201A, 0x201B, '\u00B4' -> "texts stand in straight single quotes: 'web'";
            case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB ->
                "texts stand in straight single quotes: 'web'; odd names in straight double quotes";
            case '`' -> "odd names stand in double quotes: \"my column\"";
            case 0x2260 -> "write <>";
            case 0x2264 -> "write <=";
            case 0x2265 -> "write >=";
            case 0x2212, 0x2013, 0x2014 -> "the minus sign is -";
            case 0x00D7 -> "multiply with *";
            case 0x00F7 -> "divide with /";
            case 0x00A0, 0x2007, 0x202F, 0x3000, 0xFEFF, 0x200B -> "replace it by a plain space";
            case '\\' -> "texts have no escapes: a quote inside a text is written twice, 'it''s'";
            default -> "a name with such a character stands in double quotes, a text in single quotes";
        };
    }
}
