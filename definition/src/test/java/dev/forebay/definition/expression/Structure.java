package dev.forebay.definition.expression;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tree as a Lisp would write it, places left out: two trees with the same text are the same but for their places. */
final class Structure implements Expression.Visitor<String> {
    private static final Structure INSTANCE = new Structure();

    static String of(@Nullable Expression expression) {
        return expression == null ? "-" : expression.accept(INSTANCE);
    }

    private static String node(String head, @Nullable Expression... children) {
        StringBuilder text = new StringBuilder("(").append(head);
        for (Expression child : children) {
            text.append(' ').append(of(child));
        }
        return text.append(')').toString();
    }

    private static String all(List<Expression> expressions) {
        return expressions.stream().map(Structure::of).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String not(boolean negated) {
        return negated ? "not-" : "";
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
        return "'" + node.value() + "'";
    }

    @Override
    public String typedLiteral(Expression.TypedLiteral node) {
        return node.keyword() + "'" + node.text() + "'";
    }

    @Override
    public String name(Expression.Name node) {
        return "`" + node.name() + "`";
    }

    @Override
    public String negate(Expression.Negate node) {
        return node("neg", node.operand());
    }

    @Override
    public String not(Expression.Not node) {
        return node("NOT", node.operand());
    }

    @Override
    public String binary(Expression.Binary node) {
        return node(node.operator().symbol(), node.left(), node.right());
    }

    @Override
    public String between(Expression.Between node) {
        return node(not(node.negated()) + "between", node.operand(), node.low(), node.high());
    }

    @Override
    public String in(Expression.In node) {
        return "(" + not(node.negated()) + "in " + of(node.operand()) + " " + all(node.values()) + ")";
    }

    @Override
    public String like(Expression.Like node) {
        return node(not(node.negated()) + "like", node.operand(), node.pattern(), node.escape());
    }

    @Override
    public String isNull(Expression.IsNull node) {
        return node(not(node.negated()) + "null?", node.operand());
    }

    @Override
    public String isDistinctFrom(Expression.IsDistinctFrom node) {
        return node(not(node.negated()) + "distinct", node.left(), node.right());
    }

    @Override
    public String caseWhen(Expression.Case node) {
        String branches = node.branches().stream()
                .map(branch -> of(branch.condition()) + ":" + of(branch.result()))
                .collect(Collectors.joining(" "));
        return "(case " + of(node.operand()) + " " + branches + " " + of(node.otherwise()) + ")";
    }

    @Override
    public String cast(Expression.Cast node) {
        return node((node.tryCast() ? "try-cast " : "cast ") + node.typeText(), node.operand());
    }

    @Override
    public String call(Expression.Call node) {
        return "(" + node.function() + " " + all(node.arguments()) + ")";
    }

    @Override
    public String aggregate(Expression.Aggregate node) {
        return "(agg " + node.function() + (node.star() ? " *" : "") + (node.distinct() ? " distinct " : " ")
                + all(node.arguments()) + " " + of(node.filter()) + " " + of(node.window()) + ")";
    }
}
