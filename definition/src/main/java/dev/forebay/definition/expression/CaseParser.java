package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The grammar of {@code CASE [operand] WHEN a THEN b ... [ELSE c] END}. */
final class CaseParser {
    private final TokenStream tokens;
    private final Grammar grammar;
    private final Token opening;

    /** A parser for the {@code CASE} that comes next in {@code tokens}. */
    CaseParser(TokenStream tokens, Grammar grammar) {
        this.tokens = tokens;
        this.grammar = grammar;
        this.opening = tokens.peek();
    }

    Expression parse() {
        tokens.next();
        Expression operand = tokens.peek().isWord("WHEN") ? null : grammar.expression(Grammar.LOWEST);
        List<Expression.Case.When> branches = new ArrayList<>();
        expect("WHEN");
        do {
            Expression condition = grammar.expression(Grammar.LOWEST);
            expect("THEN");
            branches.add(new Expression.Case.When(condition, grammar.expression(Grammar.LOWEST)));
        } while (tokens.skipWord("WHEN"));
        Expression otherwise = tokens.skipWord("ELSE") ? grammar.expression(Grammar.LOWEST) : null;
        expect(otherwise == null ? "WHEN, ELSE or END" : "END");
        return new Expression.Case(tokens.spanFrom(opening.start()), operand, branches, otherwise);
    }

    /** Takes the last word of {@code expected}. */
    private void expect(String expected) {
        String word = expected.substring(expected.lastIndexOf(' ') + 1);
        if (tokens.skipWord(word)) {
            return;
        }
        Token found = tokens.peek();
        boolean incomplete = found.kind() == Kind.END || found.isSymbol(")") || Words.isCasePart(found);
        if (!incomplete) {
            throw tokens.unexpected("an operator or " + expected);
        }
        throw tokens.mistake(
                DefinitionCode.UNBALANCED_CASE,
                found.kind() == Kind.END ? opening : found,
                found.kind() == Kind.END
                        ? "this CASE has no " + word
                        : "expected " + expected + ", found " + found.described(),
                "a CASE is written: CASE WHEN condition THEN value ELSE value END",
                found.kind() == Kind.END
                        ? "the expression ends at " + tokens.place(found.start())
                        : "the CASE begins at " + tokens.place(opening.start()));
    }
}
