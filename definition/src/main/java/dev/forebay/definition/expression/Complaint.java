package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Token.Kind;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words the diagnostic for a token that cannot stand where it does, and knows what people write who come from elsewhere. */
final class Complaint {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("==", "write = to compare"),
            Map.entry("===", "write = to compare"),
            Map.entry("!==", "write <> to compare"),
            Map.entry("<=>", "write IS NOT DISTINCT FROM"),
            Map.entry("=<", "write <="),
            Map.entry("=>", "write >="),
            Map.entry("&&", "write AND"),
            Map.entry("!", "write NOT"),
            Map.entry("::", "write CAST(x AS long)"),
            Map.entry("->", "name the nested field as a column in the schema: {type: string, from: device.os}"),
            Map.entry("->>", "name the nested field as a column in the schema: {type: string, from: device.os}"),
            Map.entry(".", "name the nested field as a column in the schema: {type: string, from: device.os}"),
            Map.entry("**", "write POWER(x, y)"),
            Map.entry("^", "write POWER(x, y)"),
            Map.entry("//", "write FLOOR(x / y)"),
            Map.entry("&", "there are no operators on bits; for two conditions write AND"),
            Map.entry("|", "write OR for two conditions, || to join texts"),
            Map.entry("~", "write REGEXP_LIKE(x, 'pattern')"),
            Map.entry("?", "write CASE WHEN condition THEN value ELSE value END"),
            Map.entry(":", "write CASE WHEN condition THEN value ELSE value END"),
            Map.entry(";", "an expression stands alone, without ;"),
            Map.entry("[", "a list of values stands in parentheses: x IN (1, 2)"),
            Map.entry("]", "a list of values stands in parentheses: x IN (1, 2)"),
            Map.entry("{", "braces have no meaning in an expression; an odd name stands in double quotes"),
            Map.entry("}", "braces have no meaning in an expression; an odd name stands in double quotes"),
            Map.entry("@", "a name with such a character stands in double quotes: \"my@column\""),
            Map.entry("#", "a comment in an expression begins with --"),
            Map.entry("$", "a column is written by its name alone"));

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("ILIKE", "write LOWER(x) LIKE 'abc%'"),
            Map.entry("RLIKE", "write REGEXP_LIKE(x, 'pattern')"),
            Map.entry("REGEXP", "write REGEXP_LIKE(x, 'pattern')"),
            Map.entry("SIMILAR", "write REGEXP_LIKE(x, 'pattern')"),
            Map.entry("MOD", "write x % y"),
            Map.entry("DIV", "write FLOOR(x / y)"),
            Map.entry("XOR", "write a <> b for truth values"),
            Map.entry("ISNULL", "write x IS NULL"),
            Map.entry("NOTNULL", "write x IS NOT NULL"),
            Map.entry("NULL", "write x IS NULL or x IS NOT NULL"),
            Map.entry("COLLATE", "texts are compared by their code points"),
            Map.entry("AS", "a column's name is its key in the definition"),
            Map.entry("IF", "write CASE WHEN condition THEN value ELSE value END"));

    /** What is expected where a value should stand. */
    static final String VALUE = "a value";

    private Complaint() {}

    /** What to say where {@code expected} should come next in {@code tokens}. */
    static Diagnostic about(TokenStream tokens, String expected) {
        Token found = tokens.peek();
        String foreign = found.kind() == Kind.SYMBOL ? SYMBOLS.get(found.text()) : foreignWord(tokens, expected);
        if (foreign != null) {
            return Diagnostic.of(
                    DefinitionCode.NOT_SQL,
                    tokens.span(found),
                    "expressions have no '" + found.text() + "' here",
                    foreign);
        }
        String message = "expected " + expected + ", found " + found.described();
        String byPrevious = expected.equals(VALUE) ? null : afterForeignWord(found, tokens.previous());
        if (byPrevious != null) {
            return Diagnostic.of(DefinitionCode.NOT_SQL, tokens.span(found), message, byPrevious);
        }
        String remedy = remedy(tokens, found);
        return remedy == null
                ? Diagnostic.of(DefinitionCode.UNEXPECTED, tokens.span(found), message)
                : Diagnostic.of(DefinitionCode.UNEXPECTED, tokens.span(found), message, remedy);
    }

    private static @Nullable String foreignWord(TokenStream tokens, String expected) {
        Token found = tokens.peek();
        if (expected.equals(VALUE)) {
            return null;
        }
        if (found.isWord("NOT") && tokens.peek(1).isWord("NULL")) {
            return "write x IS NOT NULL";
        }
        if (found.isWord("THEN") && tokens.previous().isSymbol(")")) {
            return "write CASE WHEN condition THEN value ELSE value END";
        }
        return WORDS.get(found.keyword());
    }

    private static @Nullable String afterForeignWord(Token found, Token previous) {
        return switch (previous.keyword()) {
            case "IF" -> "write CASE WHEN condition THEN value ELSE value END, or IF(condition, value, value)";
            case "INTERVAL" -> "write ADD_DAYS(x, 1), ADD_HOURS(x, 1) or, for a difference, SECONDS_BETWEEN(x, y)";
            case "SELECT", "WITH" -> "an expression stands alone: no SELECT, no FROM";
            case "" -> null;
            default ->
                switch (found.kind()) {
                    case QUOTED_NAME -> "a text stands in single quotes; double quotes are for names";
                    case TEXT -> "a text has nothing in front of its quote; to join texts write ||";
                    default -> null;
                };
        };
    }

    private static @Nullable String remedy(TokenStream tokens, Token found) {
        Token previous = tokens.previous();
        if (found.isSymbol(")") && !tokens.insideParentheses()) {
            return "there is no '(' that it would close";
        }
        if (previous.isWord("OVER")) {
            return "a window is defined under 'windows' and stands here by its name: SUM(x) OVER customer_7d";
        }
        boolean quotes = previous.kind() == Kind.TEXT && (found.kind() == Kind.WORD || found.kind() == Kind.TEXT);
        return quotes ? "a quote inside a text is written twice: 'it''s'; to join texts write ||" : null;
    }
}
