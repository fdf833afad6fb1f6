package dev.forebay.plan.expression;

import dev.forebay.plan.expression.TypedExpression.AggregateRef;
import dev.forebay.plan.expression.TypedExpression.And;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.expression.TypedExpression.Case;
import dev.forebay.plan.expression.TypedExpression.Cast;
import dev.forebay.plan.expression.TypedExpression.Coalesce;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.plan.expression.TypedExpression.InSet;
import dev.forebay.plan.expression.TypedExpression.IsNull;
import dev.forebay.plan.expression.TypedExpression.Or;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes typed expressions as SQL in one canonical form, conversions included.
 *
 * <p>Law, checked by {@code ExpressionTextLawsTest}: resolving what is written over the same columns gives the same tree, origins
 * apart.
 */
public final class ExpressionText implements TypedExpression.Visitor<String> {
    private static final ExpressionText INSTANCE = new ExpressionText();

    private ExpressionText() {}

    /** The expression on one line. */
    public static String of(TypedExpression expression) {
        return expression.accept(INSTANCE);
    }

    /** A name as it stands in an expression: in quotes when odd. */
    public static String name(String name) {
        return ConstantText.name(name);
    }

    private static String operand(TypedExpression expression, Binding least) {
        String text = of(expression);
        return Binding.of(expression).compareTo(least) < 0 ? "(" + text + ")" : text;
    }

    private static String list(List<? extends TypedExpression> expressions) {
        return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(", "));
    }

    @Override
    public String constant(Constant node) {
        return ConstantText.of(node);
    }

    @Override
    public String columnRef(ColumnRef node) {
        return ConstantText.name(node.name());
    }

    @Override
    public String aggregateRef(AggregateRef node) {
        return node.text();
    }

    @Override
    public String call(Call node) {
        String function = node.signature().function();
        List<TypedExpression> operands = node.operands();
        Binding binding = Binding.of(node);
        return switch (binding) {
            case ATOM -> function + "(" + list(operands) + ")";
            case SIGN -> negated(operands.get(0));
            case NOT -> "NOT " + operand(operands.get(0), Binding.NOT);
            case COMPARISON -> compared(function, operands);
            case OR, AND, JOIN, SUM, PRODUCT ->
                operand(operands.get(0), binding) + " " + function + " " + operand(operands.get(1), binding.next());
        };
    }

    /** A number behind a minus would be one literal with it, and two minus signs a comment. */
    private static String negated(TypedExpression operand) {
        String text = operand(operand, Binding.SIGN);
        char first = text.charAt(0);
        return first == '-' || first == '.' || (first >= '0' && first <= '9') ? "-(" + text + ")" : "-" + text;
    }

    private static String compared(String function, List<TypedExpression> operands) {
        String left = operand(operands.get(0), Binding.JOIN);
        String right = operand(operands.get(1), Binding.JOIN);
        return switch (function) {
            case "IS_DISTINCT_FROM" -> left + " IS DISTINCT FROM " + right;
            case "LIKE" ->
                left + " LIKE " + right
                        + (operands.size() == 3 ? " ESCAPE " + operand(operands.get(2), Binding.JOIN) : "");
            default -> left + " " + function + " " + right;
        };
    }

    @Override
    public String cast(Cast node) {
        return (node.tryCast() ? "TRY_CAST(" : "CAST(") + of(node.operand()) + " AS " + node.type() + ")";
    }

    @Override
    public String and(And node) {
        return joined(node.operands(), " AND ", Binding.AND);
    }

    @Override
    public String or(Or node) {
        return joined(node.operands(), " OR ", Binding.OR);
    }

    private static String joined(List<TypedExpression> operands, String word, Binding binding) {
        return operands.stream()
                .map(operand -> operand(operand, binding.next()))
                .collect(Collectors.joining(word));
    }

    @Override
    public String caseWhen(Case node) {
        StringBuilder text = new StringBuilder("CASE");
        for (Case.Branch branch : node.branches()) {
            text.append(" WHEN ").append(of(branch.condition()));
            text.append(" THEN ").append(of(branch.result()));
        }
        return text.append(" ELSE ").append(of(node.otherwise())).append(" END").toString();
    }

    @Override
    public String coalesce(Coalesce node) {
        return "COALESCE(" + list(node.operands()) + ")";
    }

    @Override
    public String isNull(IsNull node) {
        return operand(node.operand(), Binding.JOIN) + " IS NULL";
    }

    @Override
    public String inSet(InSet node) {
        return operand(node.operand(), Binding.JOIN) + " IN (" + list(node.values()) + ")";
    }
}
