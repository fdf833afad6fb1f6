package dev.forebay.definition.expression;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes expressions as SQL in one canonical form: keywords and functions in upper case, single spaces, and only the
 * parentheses that are needed.
 *
 * <p>Law, checked by {@code ExpressionPrinterLawsTest}: parsing what is printed gives the same tree, places apart.
 */
public final class ExpressionPrinter implements Expression.Visitor<String> {
    private static final ExpressionPrinter INSTANCE = new ExpressionPrinter();
    private static final int TIGHTEST = Grammar.PRODUCT + 1;

    private ExpressionPrinter() {}

    /** The expression on one line. */
    public static String print(Expression expression) {
        return expression.accept(INSTANCE);
    }

    private static String operand(Expression expression, int least) {
        String text = print(expression);
        return Precedence.of(expression) < least ? "(" + text + ")" : text;
    }

    private static String list(List<Expression> expressions) {
        return expressions.stream().map(ExpressionPrinter::print).collect(Collectors.joining(", "));
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String negation(boolean negated) {
        return negated ? " NOT" : "";
    }

    @Override
    public String nullLiteral(Expression.NullLiteral node) {
        return "NULL";
    }

    @Override
    public String booleanLiteral(Expression.BooleanLiteral node) {
        return node.value() ? "TRUE" : "FALSE";
    }

    @Override
    public String numberLiteral(Expression.NumberLiteral node) {
        return node.text();
    }

    @Override
    public String stringLiteral(Expression.StringLiteral node) {
        return text(node.value());
    }

    @Override
    public String typedLiteral(Expression.TypedLiteral node) {
        return node.keyword() + " " + text(node.text());
    }

    @Override
    public String name(Expression.Name node) {
        return Words.needsQuotes(node.name()) ? "\"" + node.name().replace("\"", "\"\"") + "\"" : node.name();
    }

    @Override
    public String negate(Expression.Negate node) {
        // '-5' is a literal and '--' begins a comment, so what begins with a digit or a sign stands in parentheses.
        String text = operand(node.operand(), TIGHTEST);
        char first = text.charAt(0);
        boolean joins = first == '-' || first == '.' || (first >= '0' && first <= '9');
        return joins ? "-(" + text + ")" : "-" + text;
    }

    @Override
    public String not(Expression.Not node) {
        return "NOT " + operand(node.operand(), Grammar.NOT);
    }

    @Override
    public String binary(Expression.Binary node) {
        int precedence = Grammar.precedence(node.operator());
        int left = precedence == Grammar.COMPARISON ? Grammar.CONCAT : precedence;
        return operand(node.left(), left) + " " + node.operator().symbol() + " "
                + operand(node.right(), precedence + 1);
    }

    @Override
    public String between(Expression.Between node) {
        return operand(node.operand(), Grammar.CONCAT) + negation(node.negated()) + " BETWEEN "
                + operand(node.low(), Grammar.CONCAT) + " AND " + operand(node.high(), Grammar.CONCAT);
    }

    @Override
    public String in(Expression.In node) {
        return operand(node.operand(), Grammar.CONCAT) + negation(node.negated()) + " IN (" + list(node.values()) + ")";
    }

    @Override
    public String like(Expression.Like node) {
        Expression escape = node.escape();
        return operand(node.operand(), Grammar.CONCAT) + negation(node.negated()) + " LIKE "
                + operand(node.pattern(), Grammar.CONCAT)
                + (escape == null ? "" : " ESCAPE " + operand(escape, Grammar.CONCAT));
    }

    @Override
    public String isNull(Expression.IsNull node) {
        return operand(node.operand(), Grammar.CONCAT) + " IS" + negation(node.negated()) + " NULL";
    }

    @Override
    public String isDistinctFrom(Expression.IsDistinctFrom node) {
        return operand(node.left(), Grammar.CONCAT) + " IS" + negation(node.negated()) + " DISTINCT FROM "
                + operand(node.right(), Grammar.CONCAT);
    }

    @Override
    public String caseWhen(Expression.Case node) {
        Expression operand = node.operand();
        Expression otherwise = node.otherwise();
        StringBuilder text = new StringBuilder("CASE");
        if (operand != null) {
            text.append(' ').append(behindKeyword(operand));
        }
        for (Expression.Case.When branch : node.branches()) {
            text.append(" WHEN ").append(print(branch.condition()));
            text.append(" THEN ").append(print(branch.result()));
        }
        if (otherwise != null) {
            text.append(" ELSE ").append(print(otherwise));
        }
        return text.append(" END").toString();
    }

    /** A sign or NOT behind CASE or DISTINCT would make that word a name. */
    private static String behindKeyword(Expression operand) {
        String text = print(operand);
        return text.startsWith("-") || text.startsWith("NOT ") ? "(" + text + ")" : text;
    }

    @Override
    public String cast(Expression.Cast node) {
        return (node.tryCast() ? "TRY_CAST(" : "CAST(") + print(node.operand()) + " AS " + node.typeText() + ")";
    }

    @Override
    public String call(Expression.Call node) {
        return node.function() + "(" + list(node.arguments()) + ")";
    }

    @Override
    public String aggregate(Expression.Aggregate node) {
        String arguments = node.star() ? "*" : node.distinct() ? distinct(node.arguments()) : list(node.arguments());
        return node.function() + "(" + arguments + ")" + filter(node.filter())
                + (node.window() == null ? "" : " OVER " + name(node.window()));
    }

    private static String distinct(List<Expression> arguments) {
        if (arguments.isEmpty()) {
            return "DISTINCT";
        }
        String rest = list(arguments.subList(1, arguments.size()));
        return "DISTINCT " + behindKeyword(arguments.get(0)) + (rest.isEmpty() ? "" : ", " + rest);
    }

    private static String filter(@Nullable Expression condition) {
        return condition == null ? "" : " FILTER (WHERE " + print(condition) + ")";
    }
}
