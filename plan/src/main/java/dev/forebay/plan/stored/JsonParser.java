package dev.forebay.plan.stored;

import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a text as JSON, strictly by RFC 8259, with the place of every value. */
final class JsonParser {
    private static final int DEEPEST = 64;

    private final SourceText source;
    private final String text;
    private int at;
    private int depth;

    private JsonParser(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    static Json parse(SourceText source) throws MalformedStateException {
        JsonParser parser = new JsonParser(source);
        parser.skip();
        Json value = parser.value();
        parser.skip();
        if (parser.at < parser.text.length()) {
            throw parser.unexpected("the end of the file");
        }
        return value;
    }

    private Json value() throws MalformedStateException {
        int start = at;
        if (at == text.length()) {
            throw unexpected("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> struct();
            case '[' -> items();
            case '"' -> new Json.Text(string(), span(start));
            case 't' -> word("true", new Json.Truth(true, null), start);
            case 'f' -> word("false", new Json.Truth(false, null), start);
            case 'n' -> word("null", new Json.Nothing(null), start);
            default -> number();
        };
    }

    private Json struct() throws MalformedStateException {
        int start = at;
        enter();
        List<Json.Member> members = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        boolean more = open('}');
        while (more) {
            int key = at;
            if (at == text.length() || text.charAt(at) != '"') {
                throw unexpected("a key in double quotes");
            }
            String name = string();
            Span place = span(key);
            if (!keys.add(name)) {
                throw new MalformedStateException(StoredCode.NOT_JSON, place, "the key '" + name + "' stands twice");
            }
            skip();
            take(':', "':'");
            skip();
            members.add(new Json.Member(name, value(), place));
            more = goesOn('}');
        }
        depth--;
        return new Json.Struct(members, span(start));
    }

    private Json items() throws MalformedStateException {
        int start = at;
        enter();
        List<Json> items = new ArrayList<>();
        boolean more = open(']');
        while (more) {
            items.add(value());
            more = goesOn(']');
        }
        depth--;
        return new Json.Items(items, span(start));
    }

    private void enter() throws MalformedStateException {
        if (++depth > DEEPEST) {
            throw new MalformedStateException(
                    StoredCode.TOO_LARGE, point(), "more than " + DEEPEST + " levels are nested here");
        }
        at++;
    }

    /** Whether something stands before the end. */
    private boolean open(char end) {
        skip();
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            return false;
        }
        return true;
    }

    private boolean goesOn(char end) throws MalformedStateException {
        skip();
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            return false;
        }
        take(',', "',' or '" + end + "'");
        skip();
        return true;
    }

    private void take(char wanted, String expected) throws MalformedStateException {
        if (at == text.length() || text.charAt(at) != wanted) {
            throw unexpected(expected);
        }
        at++;
    }

    private Json word(String word, Json value, int start) throws MalformedStateException {
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return value instanceof Json.Truth truth
                ? new Json.Truth(truth.value(), span(start))
                : new Json.Nothing(span(start));
    }

    private String string() throws MalformedStateException {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c < ' ') {
                throw unexpected("a text without control characters");
            }
            at++;
            value.append(c == '\\' ? escaped() : c);
        }
        throw unexpected("the end of the text, '\"'");
    }

    private char escaped() throws MalformedStateException {
        char c = at < text.length() ? text.charAt(at) : ' ';
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c == 'u' && at + 5 <= text.length()) {
            int code = 0;
            for (int i = at + 1; i < at + 5; i++) {
                int digit = Character.digit(text.charAt(i), 16);
                if (digit < 0 || text.charAt(i) > 'f') {
                    throw unexpected("four hexadecimal digits");
                }
                code = code * 16 + digit;
            }
            at += 5;
            return (char) code;
        }
        throw unexpected("an escape such as \\n or \\u00e9");
    }

    private Json number() throws MalformedStateException {
        int start = at;
        if (peek('-')) {
            at++;
        }
        if (peek('0')) {
            at++;
        } else {
            digits("a value");
        }
        if (peek('.')) {
            at++;
            digits("a digit");
        }
        if (peek('e') || peek('E')) {
            at++;
            if (peek('+') || peek('-')) {
                at++;
            }
            digits("a digit");
        }
        return new Json.Numeral(text.substring(start, at), span(start));
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void digits(String expected) throws MalformedStateException {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected(expected);
        }
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Span span(int start) {
        return new Span(source, start, at);
    }

    private Span point() {
        return new Span(source, at, Math.min(at + 1, text.length()));
    }

    private MalformedStateException unexpected(String expected) {
        String found = at == text.length() ? "the end of the file" : "'" + text.charAt(at) + "'";
        return new MalformedStateException(
                StoredCode.NOT_JSON,
                point(),
                "expected " + expected + ", found " + found,
                "fitted state is JSON; is the file whole?");
    }
}
