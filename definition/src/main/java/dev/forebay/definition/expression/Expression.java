package dev.forebay.definition.expression;

import dev.forebay.types.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of an expression as it was written. Names are not bound and types not known. Immutable.
 *
 * <p>A span covers the whole node, parentheses around it excluded, and points into the definition's file.
 */
public sealed interface Expression {

    Span span();

    <R> R accept(Visitor<R> visitor);

    /** Its direct parts, in the order of the text; an aggregate's window is one of them. */
    default List<Expression> children() {
        return accept(Children.INSTANCE);
    }

    /** {@code NULL}. */
    record NullLiteral(Span span) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nullLiteral(this);
        }
    }

    /** {@code TRUE} or {@code FALSE}. */
    record BooleanLiteral(Span span, boolean value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.booleanLiteral(this);
        }
    }

    /**
     * A number as written: digits alone are a {@code long}, with a point or an exponent a {@code double}. A sign in front of
     * digits belongs to the literal, so that the smallest long can be written.
     */
    record NumberLiteral(Span span, String text) implements Expression {
        /** Whether it has neither point nor exponent. */
        public boolean isInteger() {
            return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.numberLiteral(this);
        }
    }

    /** {@code 'text'}, quotes doubled inside. */
    record StringLiteral(Span span, String value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stringLiteral(this);
        }
    }

    /** {@code TIMESTAMP '2018-04-01T00:00:00Z'}, {@code DATE '2018-04-01'} or {@code DECIMAL '1.50'}. */
    record TypedLiteral(Span span, Keyword keyword, String text, Span textSpan) implements Expression {
        /** The type that the literal names. */
        public enum Keyword {
            TIMESTAMP,
            DATE,
            DECIMAL
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typedLiteral(this);
        }
    }

    /** A column's name; {@code "quoted"} when odd. Case-sensitive. */
    record Name(Span span, String name) implements Expression {
        /** Whether it is written in double quotes: what others use for texts, and so perhaps meant as one. */
        public boolean isQuoted() {
            return span.text().startsWith("\"") || span.text().startsWith("\\\"");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.name(this);
        }
    }

    /** {@code -x}. */
    record Negate(Span span, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negate(this);
        }
    }

    /** {@code NOT x}. */
    record Not(Span span, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** Two operands with an operator between them; {@code operatorSpan} covers the operator alone. */
    record Binary(Span span, Operator operator, Span operatorSpan, Expression left, Expression right)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /** The binary operators. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%"),
        CONCAT("||"),
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        AND("AND"),
        OR("OR");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** {@code x [NOT] BETWEEN low AND high}, both ends included. */
    record Between(Span span, Expression operand, Expression low, Expression high, boolean negated)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.between(this);
        }
    }

    /** {@code x [NOT] IN (a, b, ...)}; at least one value. */
    record In(Span span, Expression operand, List<Expression> values, boolean negated) implements Expression {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /** {@code x [NOT] LIKE pattern [ESCAPE 'c']}. */
    record Like(
            Span span,
            Expression operand,
            Expression pattern,
            @Nullable Expression escape,
            boolean negated) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.like(this);
        }
    }

    /** {@code x IS [NOT] NULL}. */
    record IsNull(Span span, Expression operand, boolean negated) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.isNull(this);
        }
    }

    /** {@code x IS [NOT] DISTINCT FROM y}: a comparison in which null equals null. */
    record IsDistinctFrom(Span span, Expression left, Expression right, boolean negated) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.isDistinctFrom(this);
        }
    }

    /** {@code CASE [operand] WHEN a THEN b ... [ELSE c] END}; at least one branch. */
    record Case(
            Span span,
            @Nullable Expression operand,
            List<When> branches,
            @Nullable Expression otherwise) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }

        /** One branch. */
        public record When(Expression condition, Expression result) {}

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.caseWhen(this);
        }
    }

    /** {@code CAST(x AS type)} or {@code TRY_CAST(x AS type)}; the type's text is not checked here. */
    record Cast(Span span, Expression operand, String typeText, Span typeSpan, boolean tryCast) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cast(this);
        }
    }

    /** A function's call. {@code COALESCE}, {@code NULLIF} and {@code IF} are calls too. Function names are case-insensitive: {@code function} is in upper case. */
    record Call(Span span, String function, Span functionSpan, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /**
     * {@code AGG([DISTINCT] x, ...) [FILTER (WHERE c)] OVER window}.
     *
     * @param star whether the argument is {@code *}
     * @param window the window's name; null where {@code OVER} is missing but {@code *}, {@code DISTINCT} or {@code FILTER} show
     *     that an aggregate is meant
     */
    record Aggregate(
            Span span,
            String function,
            Span functionSpan,
            boolean star,
            boolean distinct,
            List<Expression> arguments,
            @Nullable Expression filter,
            @Nullable Name window)
            implements Expression {
        public Aggregate {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.aggregate(this);
        }
    }

    /** One method a node kind and no defaults: a new kind must not compile until every pass handles it. */
    interface Visitor<R> {
        R nullLiteral(NullLiteral node);

        R booleanLiteral(BooleanLiteral node);

        R numberLiteral(NumberLiteral node);

        R stringLiteral(StringLiteral node);

        R typedLiteral(TypedLiteral node);

        R name(Name node);

        R negate(Negate node);

        R not(Not node);

        R binary(Binary node);

        R between(Between node);

        R in(In node);

        R like(Like node);

        R isNull(IsNull node);

        R isDistinctFrom(IsDistinctFrom node);

        R caseWhen(Case node);

        R cast(Cast node);

        R call(Call node);

        R aggregate(Aggregate node);
    }
}
