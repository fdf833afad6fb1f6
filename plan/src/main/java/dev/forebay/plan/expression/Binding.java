package dev.forebay.plan.expression;

/** How tightly SQL binds the parts of a node, loosest first. */
enum Binding {
    OR,
    AND,
    NOT,
    COMPARISON,
    JOIN,
    SUM,
    PRODUCT,
    SIGN,
    ATOM;

    /** The next tighter one. */
    Binding next() {
        return switch (this) {
            case OR -> AND;
            case AND -> NOT;
            case NOT -> COMPARISON;
            case COMPARISON -> JOIN;
            case JOIN -> SUM;
            case SUM -> PRODUCT;
            case PRODUCT -> SIGN;
            case SIGN, ATOM -> ATOM;
        };
    }

    static Binding of(TypedExpression expression) {
        return expression.accept(Of.INSTANCE);
    }

    private static Binding of(String function) {
        return switch (function) {
            case "NOT" -> NOT;
            case "=", "<>", "<", "<=", ">", ">=", "LIKE", "IS_DISTINCT_FROM" -> COMPARISON;
            case "||" -> JOIN;
            case "+", "-" -> SUM;
            case "*", "/", "%" -> PRODUCT;
            case "NEGATE" -> SIGN;
            default -> ATOM;
        };
    }

    private static final class Of implements TypedExpression.Visitor<Binding> {
        private static final Of INSTANCE = new Of();

        @Override
        public Binding constant(TypedExpression.Constant node) {
            return ATOM;
        }

        @Override
        public Binding columnRef(TypedExpression.ColumnRef node) {
            return ATOM;
        }

        @Override
        public Binding aggregateRef(TypedExpression.AggregateRef node) {
            return ATOM;
        }

        @Override
        public Binding call(TypedExpression.Call node) {
            return Binding.of(node.signature().function());
        }

        @Override
        public Binding cast(TypedExpression.Cast node) {
            return ATOM;
        }

        @Override
        public Binding and(TypedExpression.And node) {
            return AND;
        }

        @Override
        public Binding or(TypedExpression.Or node) {
            return OR;
        }

        @Override
        public Binding caseWhen(TypedExpression.Case node) {
            return ATOM;
        }

        @Override
        public Binding coalesce(TypedExpression.Coalesce node) {
            return ATOM;
        }

        @Override
        public Binding isNull(TypedExpression.IsNull node) {
            return COMPARISON;
        }

        @Override
        public Binding inSet(TypedExpression.InSet node) {
            return COMPARISON;
        }
    }
}
