package dev.forebay.definition.expression;

/** How tightly a node's own operator binds; what has none binds tightest. */
final class Precedence implements Expression.Visitor<Integer> {
    private static final Precedence INSTANCE = new Precedence();
    private static final Integer TIGHTEST = Grammar.PRODUCT + 1;
    private static final Integer COMPARISON = Grammar.COMPARISON;

    private Precedence() {}

    static int of(Expression expression) {
        return expression.accept(INSTANCE);
    }

    @Override
    public Integer nullLiteral(Expression.NullLiteral node) {
        return TIGHTEST;
    }

    @Override
    public Integer booleanLiteral(Expression.BooleanLiteral node) {
        return TIGHTEST;
    }

    @Override
    public Integer numberLiteral(Expression.NumberLiteral node) {
        return TIGHTEST;
    }

    @Override
    public Integer stringLiteral(Expression.StringLiteral node) {
        return TIGHTEST;
    }

    @Override
    public Integer typedLiteral(Expression.TypedLiteral node) {
        return TIGHTEST;
    }

    @Override
    public Integer name(Expression.Name node) {
        return TIGHTEST;
    }

    @Override
    public Integer negate(Expression.Negate node) {
        return TIGHTEST;
    }

    @Override
    public Integer not(Expression.Not node) {
        return Grammar.NOT;
    }

    @Override
    public Integer binary(Expression.Binary node) {
        return Grammar.precedence(node.operator());
    }

    @Override
    public Integer between(Expression.Between node) {
        return COMPARISON;
    }

    @Override
    public Integer in(Expression.In node) {
        return COMPARISON;
    }

    @Override
    public Integer like(Expression.Like node) {
        return COMPARISON;
    }

    @Override
    public Integer isNull(Expression.IsNull node) {
        return COMPARISON;
    }

    @Override
    public Integer isDistinctFrom(Expression.IsDistinctFrom node) {
        return COMPARISON;
    }

    @Override
    public Integer caseWhen(Expression.Case node) {
        return TIGHTEST;
    }

    @Override
    public Integer cast(Expression.Cast node) {
        return TIGHTEST;
    }

    @Override
    public Integer call(Expression.Call node) {
        return TIGHTEST;
    }

    @Override
    public Integer aggregate(Expression.Aggregate node) {
        return TIGHTEST;
    }
}
