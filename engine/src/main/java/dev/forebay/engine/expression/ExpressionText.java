package dev.forebay.engine.expression;

import dev.forebay.plan.expression.TypedExpression;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions written out for reasons: operators between their operands, everything else as a call. Cut where it is long. */
final class ExpressionText implements TypedExpression.Visitor<String> {
    private static final int MAX = 120;

    private ExpressionText() {}

    static String of(TypedExpression expression) {
        String text = expression.accept(new ExpressionText());
        return text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…";
    }

    private String inner(TypedExpression node) {
        String text = node.accept(this);
        boolean simple = node instanceof TypedExpression.Constant
                || node instanceof TypedExpression.ColumnRef
                || node instanceof TypedExpression.AggregateRef
                || node instanceof TypedExpression.Cast
                || (node instanceof TypedExpression.Call call && isName(call));
        return simple ? text : "(" + text + ")";
    }

    private String joined(List<TypedExpression> nodes, String between) {
        return nodes.stream().map(this::inner).collect(Collectors.joining(between));
    }

    private String plain(List<? extends TypedExpression> nodes) {
        return nodes.stream().map(node -> node.accept(this)).collect(Collectors.joining(", "));
    }

    private static boolean isName(TypedExpression.Call call) {
        return Character.isLetter(call.signature().function().charAt(0));
    }

    @Override
    public String constant(TypedExpression.Constant node) {
        String text = Values.text(node.type(), node.value());
        return node.value() instanceof String ? "'" + text.replace("'", "''") + "'" : text;
    }

    @Override
    public String columnRef(TypedExpression.ColumnRef node) {
        return node.name();
    }

    @Override
    public String aggregateRef(TypedExpression.AggregateRef node) {
        return node.text();
    }

    @Override
    public String call(TypedExpression.Call node) {
        String function = node.signature().function();
        if (function.equals("NEGATE")) {
            return "-" + inner(node.operands().get(0));
        }
        return isName(node)
                ? function + "(" + plain(node.operands()) + ")"
                : joined(node.operands(), " " + function + " ");
    }

    @Override
    public String cast(TypedExpression.Cast node) {
        return (node.tryCast() ? "TRY_CAST(" : "CAST(") + node.operand().accept(this) + " AS " + node.type() + ")";
    }

    @Override
    public String and(TypedExpression.And node) {
        return joined(node.operands(), " AND ");
    }

    @Override
    public String or(TypedExpression.Or node) {
        return joined(node.operands(), " OR ");
    }

    @Override
    public String caseWhen(TypedExpression.Case node) {
        StringBuilder text = new StringBuilder("CASE");
        for (TypedExpression.Case.Branch branch : node.branches()) {
            text.append(" WHEN ").append(branch.condition().accept(this));
            text.append(" THEN ").append(branch.result().accept(this));
        }
        return text.append(" ELSE ")
                .append(node.otherwise().accept(this))
                .append(" END")
                .toString();
    }

    @Override
    public String coalesce(TypedExpression.Coalesce node) {
        return "COALESCE(" + plain(node.operands()) + ")";
    }

    @Override
    public String isNull(TypedExpression.IsNull node) {
        return inner(node.operand()) + " IS NULL";
    }

    @Override
    public String inSet(TypedExpression.InSet node) {
        return inner(node.operand()) + " IN (" + plain(node.values()) + ")";
    }
}
