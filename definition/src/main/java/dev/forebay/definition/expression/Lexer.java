package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Token.Kind;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an expression into tokens. A mistake becomes a {@link Kind#BAD} token, after which there is only the end. */
final class Lexer {
    /** Longest first, so that a symbol is never cut short. Those that SQL lacks are here to be named in a message. */
    private static final List<String> SYMBOLS = List.of(
            "===", "!==", "<=>", "->>", "**", "<=", ">=", "<>", "!=", "==", "=<", "=>", "||", "&&", "::", "->", "//",
            "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",", "!", "&", "|", "^", "~", "?", ":", ";", "[", "]",
            "{", "}", ".", "@", "#", "$");

    private final DecodedText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(DecodedText source) {
        this.source = source;
        this.text = source.text();
    }

    /** The tokens; the last one is {@link Kind#END}. */
    static List<Token> tokens(DecodedText source) {
        Lexer lexer = new Lexer(source);
        boolean good = true;
        while (good && lexer.skipBlanks()) {
            good = lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "", lexer.endOfLast(), lexer.endOfLast(), null));
        return lexer.tokens;
    }

    private int endOfLast() {
        return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
    }

    /** Passes over blanks and comments; false at the end. */
    private boolean skipBlanks() {
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    bad(
                            DefinitionCode.UNCLOSED_COMMENT,
                            at,
                            at + 2,
                            "the comment that begins here is never closed",
                            "end it with */");
                    return false;
                }
                at = end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Takes one token; false when it is a bad one. */
    private boolean next() {
        int c = text.codePointAt(at);
        if (c == '\'') {
            return quoted('\'', Kind.TEXT);
        }
        if (c == '"') {
            return quoted('"', Kind.QUOTED_NAME);
        }
        if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return number();
        }
        if (isWordStart(c)) {
            take(Kind.WORD, wordEnd(at));
            return true;
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                take(Kind.SYMBOL, at + symbol.length());
                return true;
            }
        }
        int end = at + Character.charCount(c);
        return bad(StrangeCharacter.diagnostic(c, source.span(at, end)), at, end);
    }

    private void take(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end, null));
        at = end;
    }

    private boolean quoted(char quote, Kind kind) {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != quote) {
                value.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                value.append(quote);
                i++;
            } else if (kind == Kind.QUOTED_NAME && value.length() == 0) {
                return bad(
                        DefinitionCode.UNEXPECTED,
                        at,
                        i + 1,
                        "a name between double quotes is empty",
                        "an empty text is '' (two single quotes)");
            } else {
                tokens.add(new Token(kind, value.toString(), at, i + 1, null));
                at = i + 1;
                return true;
            }
        }
        String[] notes = kind == Kind.TEXT
                ? new String[] {"end the text with '; a quote inside a text is written twice: 'it''s'"}
                : new String[] {
                    "double quotes are for names; end the name with \"", "a text stands in single quotes: 'web'"
                };
        return bad(DefinitionCode.UNCLOSED_TEXT, at, at + 1, "the quote that opens here is never closed", notes);
    }

    private boolean number() {
        int end = digitsEnd(at);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            if (isDigit(exponent)) {
                end = digitsEnd(exponent);
            }
        }
        if (end < text.length() && (isWordPart(text.codePointAt(end)) || text.charAt(end) == '.')) {
            int after = end;
            while (after < text.length() && (isWordPart(text.codePointAt(after)) || text.charAt(after) == '.')) {
                after += Character.charCount(text.codePointAt(after));
            }
            return wrongNumber(after);
        }
        take(Kind.NUMBER, end);
        return true;
    }

    private boolean wrongNumber(int end) {
        String found = text.substring(at, end);
        String note = "numbers are written 1, 1.5, .5 or 1e3";
        if (found.matches("[0-9_]+")) {
            note = "digits are not grouped: " + found.replace("_", "");
        } else if (found.matches("[0-9.]+[lLdDfF]")) {
            note = "a number has no suffix: digits alone are a long, with a point a double";
        } else if (found.matches("0[xX][0-9a-fA-F]+")) {
            note = "there are no hexadecimal numbers; digits are 0 to 9";
        } else if (found.matches("[0-9]+(ms|[smhdw])")) {
            note = "durations are for YAML keys; in an expression, time differences are numbers";
        } else if (found.matches("[0-9].*") && !found.contains(".")) {
            note = "a name that begins with a digit stands in double quotes: \"" + found + "\"";
        }
        return bad(DefinitionCode.WRONG_NUMBER, at, end, "'" + found + "' is not a number", note);
    }

    private int digitsEnd(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && isWordPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    static boolean isWordStart(int c) {
        return c == '_' || Character.isLetter(c);
    }

    static boolean isWordPart(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private boolean bad(DefinitionCode code, int start, int end, String message, String... notes) {
        return bad(Diagnostic.of(code, source.span(start, end), message, notes), start, end);
    }

    private boolean bad(@Nullable Diagnostic mistake, int start, int end) {
        tokens.add(new Token(Kind.BAD, text.substring(start, end), start, end, mistake));
        return false;
    }
}
