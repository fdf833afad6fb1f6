package dev.forebay.definition.expression;

import dev.forebay.types.diagnostic.Diagnostic;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One word, number, text or symbol of an expression.
 *
 * @param text a quoted name or a text without its quotes, all else as written
 * @param start offset of its first character in the expression
 * @param end offset after its last character
 * @param mistake for {@link Kind#BAD}, what is wrong with it
 */
record Token(
        Kind kind,
        String text,
        int start,
        int end,
        @Nullable Diagnostic mistake) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        NUMBER,
        TEXT,
        SYMBOL,
        END,
        BAD
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it is a word, whatever its case. */
    boolean isWord(String upperCase) {
        return kind == Kind.WORD && text.equalsIgnoreCase(upperCase);
    }

    /** The word in upper case; empty for what is no word. */
    String keyword() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** As it is named in a message. */
    String described() {
        return switch (kind) {
            case END -> "the end of the expression";
            case TEXT -> "the text '" + shortened() + "'";
            case NUMBER -> "the number " + shortened();
            case QUOTED_NAME -> "\"" + shortened() + "\"";
            case WORD, SYMBOL, BAD -> "'" + shortened() + "'";
        };
    }

    private String shortened() {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
