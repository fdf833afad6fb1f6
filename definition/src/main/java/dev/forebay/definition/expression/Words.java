package dev.forebay.definition.expression;

import dev.forebay.definition.expression.Token.Kind;
import java.util.Set;

/**
 * Which words are syntax where.
 *
 * <p>No column name is reserved. After a value only an operator can follow, so there {@code AND}, {@code IS}, {@code END}
 * and the like are always syntax. In the place of a value each of them is a name, unless what follows could not follow a
 * name.  Only {@code NULL}, {@code TRUE} and {@code FALSE} are always
 * literals, and {@code NOT} before a sign is always the operator; columns with these names stand in quotes.
 */
final class Words {
    /** Syntax after a value. */
    private static final Set<String> AFTER_VALUE = Set.of(
            "AND", "OR", "IS", "IN", "BETWEEN", "LIKE", "WHEN", "THEN", "ELSE", "END", "AS", "ESCAPE", "OVER", "FILTER",
            "FROM");

    private static final Set<String> CASE_PARTS = Set.of("WHEN", "THEN", "ELSE", "END");

    /** Names that are printed in quotes, so that nothing around them can turn them into syntax. */
    private static final Set<String> QUOTED_WHEN_PRINTED = Set.of("NULL", "TRUE", "FALSE", "CASE", "NOT", "DISTINCT");

    private Words() {}

    /** Whether NOT in front of it belongs to it, as in {@code NOT IN}. */
    static boolean negatable(Token token) {
        return token.isWord("IN") || token.isWord("BETWEEN") || token.isWord("LIKE");
    }

    static boolean isSyntaxAfterValue(Token token) {
        return AFTER_VALUE.contains(token.keyword());
    }

    static boolean isCasePart(Token token) {
        return CASE_PARTS.contains(token.keyword());
    }

    /** Whether the token can only be the beginning of a value, never what follows one. */
    static boolean beginsValue(Token token) {
        return switch (token.kind()) {
            case NUMBER, TEXT, QUOTED_NAME -> true;
            case WORD -> !isSyntaxAfterValue(token) && !token.isWord("NOT");
            case SYMBOL -> token.isSymbol("(");
            case END, BAD -> false;
        };
    }

    /** Whether a name must stand in double quotes to be read as that name anywhere. */
    static boolean needsQuotes(String name) {
        int first = name.isEmpty() ? ' ' : name.codePointAt(0);
        boolean plain = Lexer.isWordStart(first) && name.codePoints().allMatch(Lexer::isWordPart);
        Token word = new Token(Kind.WORD, name, 0, name.length(), null);
        return !plain || isSyntaxAfterValue(word) || QUOTED_WHEN_PRINTED.contains(word.keyword());
    }
}
