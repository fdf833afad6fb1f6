package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Token.Kind;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The tokens of one expression, read from left to right; knows their places and which parentheses are open. */
final class TokenStream {
    private final DecodedText source;
    private final List<Token> tokens;
    private final Deque<Token> open = new ArrayDeque<>();
    private int position;

    TokenStream(DecodedText source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    Token peek() {
        return peek(0);
    }

    /** The token {@code ahead} places after the next one; the end stays the end. */
    Token peek(int ahead) {
        return tokens.get(Math.min(position + ahead, tokens.size() - 1));
    }

    /** The token before the next one; the next one itself at the beginning. */
    Token previous() {
        return tokens.get(Math.max(0, position - 1));
    }

    Token next() {
        Token token = peek();
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    boolean skipWord(String upperCase) {
        boolean found = peek().isWord(upperCase);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipSymbol(String symbol) {
        boolean found = peek().isSymbol(symbol);
        if (found) {
            next();
        }
        return found;
    }

    void expectWord(String upperCase) {
        if (!skipWord(upperCase)) {
            throw unexpected(upperCase);
        }
    }

    /** Takes an opening parenthesis. */
    void open() {
        if (!peek().isSymbol("(")) {
            throw unexpected("'('");
        }
        open.push(next());
    }

    /** Takes the parenthesis that closes the one opened last. */
    void close(String alsoExpected) {
        Token opening = open.element();
        if (peek().kind() == Kind.END) {
            throw new SyntaxException(Diagnostic.of(
                    DefinitionCode.UNCLOSED_PARENTHESIS,
                    span(opening),
                    "the '(' is never closed",
                    "the expression ends at " + place(peek().start()) + " without its ')'"));
        }
        if (!peek().isSymbol(")")) {
            throw unexpected(alsoExpected + "')'");
        }
        open.pop();
        next();
    }

    boolean insideParentheses() {
        return !open.isEmpty();
    }

    /** The place of what was read since the token that began at {@code start}. */
    Span spanFrom(int start) {
        return source.span(start, Math.max(start, previous().end()));
    }

    Span span(Token token) {
        return source.span(token.start(), token.end());
    }

    /** {@code line 3, column 7}. */
    String place(int offset) {
        Span span = source.span(offset, offset);
        return "line " + span.line() + ", column " + span.column();
    }

    /** The mistake of finding the next token where {@code expected} should stand. */
    SyntaxException unexpected(String expected) {
        Token found = peek();
        Diagnostic mistake = found.mistake();
        return new SyntaxException(mistake != null ? mistake : Complaint.about(this, expected));
    }

    SyntaxException mistake(DefinitionCode code, Token at, String message, String... notes) {
        return new SyntaxException(Diagnostic.of(code, span(at), message, notes));
    }
}
