package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Expression.Operator;
import dev.forebay.definition.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grammar of expressions, by precedence: {@code OR < AND < NOT < comparisons < || < + - < * / % < sign}.
 *
 * <p>What stands in the place of a value is in {@link Operands}.
 */
final class Grammar {
    static final int LOWEST = 1;
    static final int AND = 2;
    static final int NOT = 3;
    static final int COMPARISON = 4;
    static final int CONCAT = 5;
    static final int SUM = 6;
    static final int PRODUCT = 7;

    private static final Map<String, Operator> SYMBOLS = Map.ofEntries(
            Map.entry("+", Operator.ADD),
            Map.entry("-", Operator.SUBTRACT),
            Map.entry("*", Operator.MULTIPLY),
            Map.entry("/", Operator.DIVIDE),
            Map.entry("%", Operator.MODULO),
            Map.entry("||", Operator.CONCAT),
            Map.entry("=", Operator.EQUAL),
            Map.entry("<>", Operator.NOT_EQUAL),
            Map.entry("!=", Operator.NOT_EQUAL),
            Map.entry("<", Operator.LESS),
            Map.entry("<=", Operator.LESS_OR_EQUAL),
            Map.entry(">", Operator.GREATER),
            Map.entry(">=", Operator.GREATER_OR_EQUAL));

    private final TokenStream tokens;
    private final Operands operands;

    private Grammar(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new Operands(tokens, this);
    }

    static Expression parse(DecodedText source) {
        TokenStream tokens = new TokenStream(source);
        Expression expression = new Grammar(tokens).expression(LOWEST);
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected("an operator or the end of the expression");
        }
        return expression;
    }

    /** An expression of operators that bind at least as tightly as {@code least}. */
    Expression expression(int least) {
        int start = tokens.peek().start();
        Expression left = operands.operand(least);
        while (true) {
            int precedence = precedence();
            if (precedence < least) {
                return left;
            }
            left = precedence == COMPARISON ? comparison(left, start) : binary(left, start, precedence);
            if (precedence == COMPARISON && precedence() == COMPARISON) {
                throw chained();
            }
        }
    }

    private SyntaxException chained() {
        Token second = tokens.peek();
        return tokens.mistake(
                DefinitionCode.CHAINED_COMPARISON,
                second,
                "a comparison cannot be compared without parentheses, found " + second.described(),
                "for a range write: a < b AND b < c, or: b BETWEEN a AND c",
                "to compare a truth value, put the first comparison in parentheses");
    }

    /** How tightly the operator that comes next binds; 0 where none comes. */
    private int precedence() {
        Token token = tokens.peek();
        return symbolic(token).map(Grammar::precedence).orElseGet(() -> switch (token.keyword()) {
            case "IS", "IN", "BETWEEN", "LIKE" -> COMPARISON;
            case "NOT" -> Words.negatable(tokens.peek(1)) ? COMPARISON : 0;
            default -> 0;
        });
    }

    private static Optional<Operator> symbolic(Token token) {
        return switch (token.keyword()) {
            case "AND" -> Optional.of(Operator.AND);
            case "OR" -> Optional.of(Operator.OR);
            default -> token.kind() == Kind.SYMBOL ? Optional.ofNullable(SYMBOLS.get(token.text())) : Optional.empty();
        };
    }

    static int precedence(Operator operator) {
        return switch (operator) {
            case OR -> LOWEST;
            case AND -> AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> COMPARISON;
            case CONCAT -> CONCAT;
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, MODULO -> PRODUCT;
        };
    }

    private Expression binary(Expression left, int start, int precedence) {
        Token symbol = tokens.next();
        Expression right = expression(precedence + 1);
        return new Expression.Binary(
                tokens.spanFrom(start), symbolic(symbol).orElseThrow(), tokens.span(symbol), left, right);
    }

    private Expression comparison(Expression left, int start) {
        if (symbolic(tokens.peek()).isPresent()) {
            return binary(left, start, COMPARISON);
        }
        boolean negated = tokens.skipWord("NOT");
        return switch (tokens.next().keyword()) {
            case "IS" -> is(left, start);
            case "IN" -> in(left, start, negated);
            case "BETWEEN" -> between(left, start, negated);
            default -> like(left, start, negated);
        };
    }

    private Expression is(Expression left, int start) {
        boolean negated = tokens.skipWord("NOT");
        if (tokens.skipWord("NULL")) {
            return new Expression.IsNull(tokens.spanFrom(start), left, negated);
        }
        if (tokens.peek().isWord("TRUE") || tokens.peek().isWord("FALSE")) {
            Token value = tokens.next();
            Expression literal = new Expression.BooleanLiteral(tokens.span(value), value.isWord("TRUE"));
            return new Expression.IsDistinctFrom(tokens.spanFrom(start), left, literal, !negated);
        }
        if (tokens.skipWord("DISTINCT")) {
            tokens.expectWord("FROM");
            Expression right = expression(CONCAT);
            return new Expression.IsDistinctFrom(tokens.spanFrom(start), left, right, negated);
        }
        throw tokens.unexpected((negated ? "" : "NOT, ") + "NULL, TRUE, FALSE or DISTINCT FROM after IS");
    }

    private Expression in(Expression left, int start, boolean negated) {
        if (!tokens.peek().isSymbol("(")) {
            throw tokens.unexpected("'(' and a list of values after IN");
        }
        tokens.open();
        if (tokens.peek().isSymbol(")")) {
            throw tokens.unexpected("at least one value");
        }
        List<Expression> values = list();
        return new Expression.In(tokens.spanFrom(start), left, values, negated);
    }

    /** Values with commas between them, and the closing parenthesis. */
    List<Expression> list() {
        List<Expression> values = new ArrayList<>();
        do {
            if (!values.isEmpty() && tokens.peek().isSymbol(")")) {
                throw tokens.mistake(
                        DefinitionCode.TRAILING_COMMA,
                        tokens.previous(),
                        "a value is missing after the last ','",
                        "take the comma away, or add the value");
            }
            values.add(expression(LOWEST));
        } while (tokens.skipSymbol(","));
        tokens.close("an operator, ',' or ");
        return values;
    }

    private Expression between(Expression left, int start, boolean negated) {
        Expression low = expression(CONCAT);
        tokens.expectWord("AND");
        Expression high = expression(CONCAT);
        return new Expression.Between(tokens.spanFrom(start), left, low, high, negated);
    }

    private Expression like(Expression left, int start, boolean negated) {
        Expression pattern = expression(CONCAT);
        Expression escape = tokens.skipWord("ESCAPE") ? expression(CONCAT) : null;
        return new Expression.Like(tokens.spanFrom(start), left, pattern, escape, negated);
    }
}
