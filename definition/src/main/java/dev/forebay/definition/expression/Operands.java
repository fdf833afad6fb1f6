package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Expression.TypedLiteral;
import dev.forebay.definition.expression.Token.Kind;
import dev.forebay.types.diagnostic.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of the grammar that stands in the place of a value: literals, names, signs, NOT, CASE, CAST, calls, parentheses. */
final class Operands {
    /** How many parentheses, calls, signs and CASEs may stand in one another. */
    static final int MAX_NESTING = 100;

    private final TokenStream tokens;
    private final Grammar grammar;
    private int nesting;
    private int openCases;

    Operands(TokenStream tokens, Grammar grammar) {
        this.tokens = tokens;
        this.grammar = grammar;
    }

    /** One operand, in the place where operators of precedence {@code least} and up may follow. */
    Expression operand(int least) {
        if (++nesting > MAX_NESTING) {
            throw tokens.mistake(
                    DefinitionCode.EXPRESSION_TOO_DEEP,
                    tokens.peek(),
                    "the expression is nested more than " + MAX_NESTING + " levels deep here",
                    "give a part of it a feature of its own and use its name");
        }
        Token token = tokens.peek();
        Expression operand = switch (token.kind()) {
            case NUMBER -> new Expression.NumberLiteral(tokens.span(tokens.next()), token.text());
            case TEXT -> new Expression.StringLiteral(tokens.span(tokens.next()), token.text());
            case QUOTED_NAME -> new Expression.Name(tokens.span(tokens.next()), token.text());
            case SYMBOL -> symbol(token);
            case WORD -> word(token, least);
            case END, BAD -> throw tokens.unexpected(Complaint.VALUE);
        };
        nesting--;
        return operand;
    }

    private Expression symbol(Token token) {
        if (token.isSymbol("(")) {
            tokens.open();
            Expression inner = grammar.expression(Grammar.LOWEST);
            tokens.close("an operator or ");
            return inner;
        }
        if (token.isSymbol("-")) {
            tokens.next();
            if (tokens.peek().kind() == Kind.NUMBER) {
                String digits = tokens.next().text();
                return new Expression.NumberLiteral(tokens.spanFrom(token.start()), "-" + digits);
            }
            Expression operand = operand(Grammar.PRODUCT + 1);
            return new Expression.Negate(tokens.spanFrom(token.start()), operand);
        }
        if (token.isSymbol("+")) {
            tokens.next();
            return operand(Grammar.PRODUCT + 1);
        }
        throw tokens.unexpected(Complaint.VALUE);
    }

    private Expression word(Token word, int least) {
        Token after = tokens.peek(1);
        switch (word.keyword()) {
            case "NULL" -> {
                return new Expression.NullLiteral(tokens.span(tokens.next()));
            }
            case "TRUE", "FALSE" -> {
                return new Expression.BooleanLiteral(tokens.span(tokens.next()), word.isWord("TRUE"));
            }
            case "NOT" -> {
                if (negates(after)) {
                    return not(word, least);
                }
            }
            case "CASE" -> {
                if (after.isWord("WHEN") || Words.beginsValue(after)) {
                    return caseWhen();
                }
            }
            case "CAST", "TRY_CAST" -> {
                if (after.isSymbol("(")) {
                    return cast();
                }
            }
            case "TIMESTAMP", "DATE", "DECIMAL" -> {
                if (after.kind() == Kind.TEXT) {
                    return typedLiteral();
                }
            }
            default -> {}
        }
        if (isMisplaced(word, after)) {
            throw tokens.unexpected(Complaint.VALUE);
        }
        return after.isSymbol("(") ? call() : new Expression.Name(tokens.span(tokens.next()), word.text());
    }

    private boolean negates(Token after) {
        // NOT before a sign is the operator: NOT -x > 5. A column named "not" stands in quotes there.
        return Words.beginsValue(after)
                || after.isSymbol("-")
                || after.isSymbol("+")
                || (after.isWord("NOT") && !Words.negatable(tokens.peek(2)));
    }

    /** Whether a word that is syntax after a value stands where a value should, and is not meant as a name. */
    private boolean isMisplaced(Token word, Token after) {
        if (!Words.isSyntaxAfterValue(word)) {
            return false;
        }
        boolean closesCase = openCases > 0 && Words.isCasePart(word) && !Words.isCasePart(after) && !isOperator(after);
        return Words.beginsValue(after) || closesCase;
    }

    private static boolean isOperator(Token token) {
        return (token.kind() == Kind.SYMBOL && !token.isSymbol(")") && !token.isSymbol(","))
                || (Words.isSyntaxAfterValue(token) && !Words.isCasePart(token));
    }

    private Expression not(Token word, int least) {
        if (least > Grammar.NOT) {
            throw tokens.mistake(
                    DefinitionCode.UNEXPECTED,
                    word,
                    "NOT binds more loosely than the operator before it",
                    "put NOT and what it negates in parentheses");
        }
        tokens.next();
        Expression operand = grammar.expression(Grammar.NOT);
        return new Expression.Not(tokens.spanFrom(word.start()), operand);
    }

    private Expression caseWhen() {
        CaseParser parser = new CaseParser(tokens, grammar);
        openCases++;
        Expression parsed = parser.parse();
        openCases--;
        return parsed;
    }

    private Expression typedLiteral() {
        Token keyword = tokens.next();
        Token text = tokens.next();
        return new TypedLiteral(
                tokens.spanFrom(keyword.start()),
                TypedLiteral.Keyword.valueOf(keyword.keyword()),
                text.text(),
                tokens.span(text));
    }

    private Expression cast() {
        Token keyword = tokens.next();
        tokens.open();
        Expression operand = grammar.expression(Grammar.LOWEST);
        if (!tokens.peek().isWord("AS")) {
            throw tokens.unexpected("AS and a type, as in " + keyword.keyword() + "(x AS long)");
        }
        tokens.next();
        int typeStart = tokens.peek().start();
        String type = type();
        Span typeSpan = tokens.spanFrom(typeStart);
        tokens.close("");
        return new Expression.Cast(
                tokens.spanFrom(keyword.start()), operand, type, typeSpan, keyword.isWord("TRY_CAST"));
    }

    /** A type's text in lower case, without blanks that mean nothing: {@code decimal(10,2)}. Whether it is one is not asked. */
    private String type() {
        StringBuilder type = new StringBuilder();
        while (tokens.peek().kind() == Kind.WORD) {
            type.append(type.length() == 0 ? "" : " ")
                    .append(tokens.next().text().toLowerCase(Locale.ROOT));
        }
        if (type.length() == 0) {
            throw tokens.unexpected("a type");
        }
        if (tokens.peek().isSymbol("(")) {
            tokens.open();
            type.append('(');
            while (tokens.peek().kind() == Kind.NUMBER) {
                type.append(tokens.next().text());
                if (tokens.skipSymbol(",")) {
                    type.append(',');
                }
            }
            tokens.close("digits or ");
            type.append(')');
        }
        return type.toString();
    }

    private Expression call() {
        Token function = tokens.next();
        if (function.isWord("EXTRACT") && tokens.peek(2).isWord("FROM")) {
            throw tokens.mistake(
                    DefinitionCode.NOT_SQL,
                    function,
                    "EXTRACT is written as a function of its own here",
                    "write " + tokens.peek(1).keyword() + "(x) for EXTRACT("
                            + tokens.peek(1).keyword() + " FROM x)");
        }
        tokens.open();
        boolean star = tokens.peek().isSymbol("*") && tokens.peek(1).isSymbol(")");
        if (star) {
            tokens.next();
        }
        boolean distinct = tokens.peek().isWord("DISTINCT") && Words.beginsValue(tokens.peek(1));
        if (distinct) {
            tokens.next();
        }
        List<Expression> arguments = List.of();
        if (star || tokens.peek().isSymbol(")")) {
            tokens.close("");
        } else {
            arguments = grammar.list();
        }
        Expression filter = tokens.skipWord("FILTER") ? filter() : null;
        Expression.Name window = tokens.skipWord("OVER") ? window() : null;
        return called(function, star, distinct, arguments, filter, window);
    }

    private Expression called(
            Token function,
            boolean star,
            boolean distinct,
            List<Expression> arguments,
            @Nullable Expression filter,
            Expression.@Nullable Name window) {
        Span span = tokens.spanFrom(function.start());
        Span functionSpan = tokens.span(function);
        String name = function.keyword();
        if (star || distinct || filter != null || window != null) {
            return new Expression.Aggregate(span, name, functionSpan, star, distinct, arguments, filter, window);
        }
        return new Expression.Call(span, name, functionSpan, arguments);
    }

    private Expression filter() {
        tokens.open();
        if (!tokens.peek().isWord("WHERE")) {
            throw tokens.unexpected("WHERE, as in FILTER (WHERE channel = 'web')");
        }
        tokens.next();
        Expression condition = grammar.expression(Grammar.LOWEST);
        tokens.close("an operator or ");
        return condition;
    }

    private Expression.Name window() {
        Token name = tokens.peek();
        if (name.kind() != Kind.WORD && name.kind() != Kind.QUOTED_NAME) {
            throw tokens.unexpected("the name of a window after OVER");
        }
        return new Expression.Name(tokens.span(tokens.next()), name.text());
    }
}
