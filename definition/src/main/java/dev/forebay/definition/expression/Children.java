package dev.forebay.definition.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The direct parts of a node, in the order of the text. */
final class Children implements Expression.Visitor<List<Expression>> {
    static final Children INSTANCE = new Children();

    private Children() {}

    private static List<Expression> present(@Nullable Expression... nodes) {
        List<Expression> present = new ArrayList<>();
        for (Expression node : nodes) {
            if (node != null) {
                present.add(node);
            }
        }
        return present;
    }

    @Override
    public List<Expression> nullLiteral(Expression.NullLiteral node) {
        return List.of();
    }

    @Override
    public List<Expression> booleanLiteral(Expression.BooleanLiteral node) {
        return List.of();
    }

    @Override
    public List<Expression> numberLiteral(Expression.NumberLiteral node) {
        return List.of();
    }

    @Override
    public List<Expression> stringLiteral(Expression.StringLiteral node) {
        return List.of();
    }

    @Override
    public List<Expression> typedLiteral(Expression.TypedLiteral node) {
        return List.of();
    }

    @Override
    public List<Expression> name(Expression.Name node) {
        return List.of();
    }

    @Override
    public List<Expression> negate(Expression.Negate node) {
        return List.of(node.operand());
    }

    @Override
    public List<Expression> not(Expression.Not node) {
        return List.of(node.operand());
    }

    @Override
    public List<Expression> binary(Expression.Binary node) {
        return List.of(node.left(), node.right());
    }

    @Override
    public List<Expression> between(Expression.Between node) {
        return List.of(node.operand(), node.low(), node.high());
    }

    @Override
    public List<Expression> in(Expression.In node) {
        List<Expression> children = present(node.operand());
        children.addAll(node.values());
        return children;
    }

    @Override
    public List<Expression> like(Expression.Like node) {
        return present(node.operand(), node.pattern(), node.escape());
    }

    @Override
    public List<Expression> isNull(Expression.IsNull node) {
        return List.of(node.operand());
    }

    @Override
    public List<Expression> isDistinctFrom(Expression.IsDistinctFrom node) {
        return List.of(node.left(), node.right());
    }

    @Override
    public List<Expression> caseWhen(Expression.Case node) {
        List<Expression> children = present(node.operand());
        for (Expression.Case.When branch : node.branches()) {
            children.add(branch.condition());
            children.add(branch.result());
        }
        children.addAll(present(node.otherwise()));
        return children;
    }

    @Override
    public List<Expression> cast(Expression.Cast node) {
        return List.of(node.operand());
    }

    @Override
    public List<Expression> call(Expression.Call node) {
        return node.arguments();
    }

    @Override
    public List<Expression> aggregate(Expression.Aggregate node) {
        List<Expression> children = new ArrayList<>(node.arguments());
        children.addAll(present(node.filter(), node.window()));
        return children;
    }
}
