package dev.forebay.release.digest;

import dev.forebay.plan.expression.TypedExpression;
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
import java.util.function.IntFunction;

/** The digest of an expression: of what it does, with the digests of what it reads in place of names. */
final class ExpressionDigest implements TypedExpression.Visitor<Digest> {
    private final IntFunction<Digest> columns;
    private final IntFunction<Digest> aggregates;

    /**
     * @param columns the digest of a slot
     * @param aggregates the digest of an aggregate
     */
    ExpressionDigest(IntFunction<Digest> columns, IntFunction<Digest> aggregates) {
        this.columns = columns;
        this.aggregates = aggregates;
    }

    Digest of(TypedExpression expression) {
        return expression.accept(this);
    }

    private Digest node(String kind, TypedExpression node) {
        return Hash.of(kind)
                .text(node.type().toString())
                .all(digests(node.operands()))
                .end();
    }

    private List<Digest> digests(List<? extends TypedExpression> expressions) {
        return expressions.stream().map(this::of).toList();
    }

    @Override
    public Digest constant(Constant node) {
        Hash hash = Hash.of("constant").text(node.type().toString());
        Object value = node.value();
        if (value == null) {
            hash.text("null");
        } else if (value instanceof Double number) {
            hash.real(number);
        } else if (value instanceof Long number) {
            hash.number(number);
        } else if (value instanceof Boolean flag) {
            hash.flag(flag);
        } else {
            hash.text("text").text(value.toString());
        }
        return hash.end();
    }

    @Override
    public Digest columnRef(ColumnRef node) {
        return columns.apply(node.slot());
    }

    @Override
    public Digest aggregateRef(AggregateRef node) {
        return aggregates.apply(node.aggregate());
    }

    @Override
    public Digest call(Call node) {
        return node("call " + node.signature().id(), node);
    }

    @Override
    public Digest cast(Cast node) {
        return node(node.tryCast() ? "try_cast" : "cast", node);
    }

    @Override
    public Digest and(And node) {
        return node("and", node);
    }

    @Override
    public Digest or(Or node) {
        return node("or", node);
    }

    @Override
    public Digest caseWhen(Case node) {
        return node("case", node);
    }

    @Override
    public Digest coalesce(Coalesce node) {
        return node("coalesce", node);
    }

    @Override
    public Digest isNull(IsNull node) {
        return node("is null", node);
    }

    @Override
    public Digest inSet(InSet node) {
        return Hash.of("in")
                .digest(of(node.operand()))
                .set(digests(node.values()))
                .end();
    }
}
