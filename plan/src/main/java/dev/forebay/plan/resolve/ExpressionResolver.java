package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Resolves one expression: binds its names, gives each node a type, turns what SQL has many words for into few nodes.
 *
 * <p>Empty is an expression whose mistake has been told; what is around it says nothing about it. One for each expression.
 */
final class ExpressionResolver implements Expression.Visitor<Optional<TypedExpression>> {
    private final Scope scope;
    private final Diagnostics into;
    private final Conversions conversions = new Conversions();
    private final Calls calls;
    private final Alternatives alternatives;
    private final SpecialForms specialForms;

    private final AggregateResolver aggregates;

    private ExpressionResolver(Scope scope, AggregateScope windows, Diagnostics into) {
        this.scope = scope;
        this.into = into;
        this.calls = new Calls(conversions, into);
        this.alternatives = new Alternatives(conversions, calls, into);
        this.specialForms = new SpecialForms(this, conversions, calls, alternatives, windows, into);
        this.aggregates = new AggregateResolver(this, conversions, windows, scope, into);
    }

    /** Resolves an expression whose type may still be open: NULL alone is a text. */
    static Optional<TypedExpression> resolve(
            Expression expression, Scope scope, AggregateScope windows, Diagnostics into) {
        return new ExpressionResolver(scope, windows, into).resolve(expression);
    }

    /** Resolves an expression that must have a type of its own. */
    static Optional<TypedExpression> resolveTyped(
            Expression expression, Scope scope, AggregateScope windows, Diagnostics into) {
        ExpressionResolver resolver = new ExpressionResolver(scope, windows, into);
        Optional<TypedExpression> resolved = resolver.resolve(expression);
        if (resolved.isPresent() && resolver.conversions.isUntypedNull(resolved.get())) {
            into.add(
                    PlanCode.UNTYPED_NULL,
                    expression.span(),
                    "nothing tells the type of this NULL",
                    "write CAST(NULL AS double), or another type");
            return Optional.empty();
        }
        return resolved;
    }

    /** Resolves an expression that must be a condition. */
    static Optional<TypedExpression> resolveCondition(
            Expression expression, String what, Scope scope, AggregateScope windows, Diagnostics into) {
        return new ExpressionResolver(scope, windows, into).condition(expression, what);
    }

    Optional<TypedExpression> resolve(Expression expression) {
        return expression.accept(this);
    }

    /** All of them, so that each tells its mistakes; empty where one is. */
    Optional<List<TypedExpression>> resolveAll(List<Expression> expressions) {
        List<TypedExpression> resolved = new ArrayList<>();
        for (Expression expression : expressions) {
            resolve(expression).ifPresent(resolved::add);
        }
        return resolved.size() == expressions.size() ? Optional.of(resolved) : Optional.empty();
    }

    Optional<TypedExpression> condition(Expression expression, String what) {
        return resolve(expression).flatMap(resolved -> {
            if (conversions.isUntypedNull(resolved)) {
                return Optional.of(conversions.to(resolved, Type.BOOLEAN));
            }
            if (resolved.type().equals(Type.BOOLEAN)) {
                return Optional.of(resolved);
            }
            into.add(
                    PlanCode.NOT_BOOLEAN,
                    expression.span(),
                    what + " must be a condition, found a value of type " + resolved.type(),
                    Wording.quote(expression.span()) + notBooleanRemedy(resolved.type()));
            return Optional.empty();
        });
    }

    private static String notBooleanRemedy(Type type) {
        return switch (type.kind()) {
            case LONG, DOUBLE, DECIMAL -> " <> 0 is one";
            case STRING -> " <> '' is one";
            case BOOLEAN, TIMESTAMP, DATE -> " IS NOT NULL is one";
        };
    }

    @Override
    public Optional<TypedExpression> nullLiteral(Expression.NullLiteral node) {
        return Optional.of(conversions.untypedNull(Wording.origin(node.span())));
    }

    @Override
    public Optional<TypedExpression> booleanLiteral(Expression.BooleanLiteral node) {
        return constant(Type.BOOLEAN, node.value(), node.span());
    }

    @Override
    public Optional<TypedExpression> stringLiteral(Expression.StringLiteral node) {
        return constant(Type.STRING, node.value(), node.span());
    }

    @Override
    public Optional<TypedExpression> numberLiteral(Expression.NumberLiteral node) {
        Optional<?> value = node.isInteger() ? Literals.integer(node.text()) : Literals.real(node.text());
        if (value.isEmpty()) {
            into.add(
                    PlanCode.LITERAL_RANGE,
                    node.span(),
                    node.isInteger() ? "the number does not fit a long" : "the number does not fit a double",
                    node.isInteger()
                            ? "a long goes from -9223372036854775808 to 9223372036854775807; with .0 behind it it is a double"
                            : "a double goes up to 1.7976931348623157e308, and down to 4.9e-324");
            return Optional.empty();
        }
        return constant(node.isInteger() ? Type.LONG : Type.DOUBLE, value.get(), node.span());
    }

    @Override
    public Optional<TypedExpression> typedLiteral(Expression.TypedLiteral node) {
        Optional<TypedExpression> literal = switch (node.keyword()) {
            case TIMESTAMP ->
                Literals.timestamp(node.text()).flatMap(micros -> constant(Type.TIMESTAMP, micros, node.span()));
            case DATE -> Literals.date(node.text()).flatMap(days -> constant(Type.DATE, days, node.span()));
            case DECIMAL ->
                Literals.decimal(node.text())
                        .flatMap(decimal -> constant(decimal.type(), decimal.units(), node.span()));
        };
        if (literal.isEmpty()) {
            String name = node.keyword().name();
            into.add(
                    PlanCode.MALFORMED_LITERAL,
                    node.textSpan(),
                    "'" + node.text() + "' is no " + name.toLowerCase(Locale.ROOT),
                    switch (node.keyword()) {
                        case TIMESTAMP ->
                            "a timestamp is written TIMESTAMP '2018-04-01T12:30:45Z'; without a zone it is UTC";
                        case DATE -> "a date is written DATE '2018-04-01'";
                        case DECIMAL -> "a decimal is written DECIMAL '1.50', with at most 18 digits";
                    });
        }
        return literal;
    }

    private Optional<TypedExpression> constant(Type type, Object value, Span span) {
        return Optional.of(new TypedExpression.Constant(type, value, Wording.origin(span)));
    }

    @Override
    public Optional<TypedExpression> name(Expression.Name node) {
        if (!aggregates.mayRead(node)) {
            return Optional.empty();
        }
        Integer slot = scope.slotOf(node.name());
        if (slot != null) {
            Plan.Slot column = scope.slot(slot);
            return Optional.of(new TypedExpression.ColumnRef(
                    slot, column.name(), column.type(), column.nullable(), Wording.origin(node.span())));
        }
        if (!scope.isBroken(node.name())) {
            UnknownNames.report(node, scope, aggregates.isInside() ? scope.rowLevelNames() : scope.names(), into);
        }
        return Optional.empty();
    }

    @Override
    public Optional<TypedExpression> negate(Expression.Negate node) {
        return resolve(node.operand()).flatMap(operand -> {
            Optional<TypedExpression> folded = negated(operand, Wording.origin(node.span()));
            return folded.isPresent() ? folded : calls.operator("NEGATE", List.of(operand), node.span(), node.span());
        });
    }

    private Optional<TypedExpression> negated(TypedExpression operand, Origin origin) {
        if (!(operand instanceof TypedExpression.Constant constant)
                || !operand.type().isNumeric()) {
            return Optional.empty();
        }
        if (constant.value() instanceof Double value) {
            return Optional.of(new TypedExpression.Constant(operand.type(), -value, origin));
        }
        return constant.value() instanceof Long value && value != Long.MIN_VALUE
                ? Optional.of(new TypedExpression.Constant(operand.type(), -value, origin))
                : Optional.empty();
    }

    @Override
    public Optional<TypedExpression> not(Expression.Not node) {
        return condition(node.operand(), "what NOT negates").map(operand -> calls.not(operand, node.span()));
    }

    @Override
    public Optional<TypedExpression> binary(Expression.Binary node) {
        if (node.operator() == Expression.Operator.AND || node.operator() == Expression.Operator.OR) {
            return connected(node);
        }
        Optional<TypedExpression> left = resolve(node.left());
        Optional<TypedExpression> right = resolve(node.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        List<TypedExpression> operands = List.of(left.get(), right.get());
        String symbol = node.operator().symbol();
        return switch (node.operator()) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                calls.comparison(symbol, left.get(), right.get(), node.span(), node.operatorSpan());
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, CONCAT, AND, OR ->
                calls.operator(symbol, operands, node.span(), node.operatorSpan());
        };
    }

    /** A row of ANDs or of ORs as one node. */
    private Optional<TypedExpression> connected(Expression.Binary node) {
        String word = node.operator().symbol();
        List<Expression> parts = parts(node);
        List<TypedExpression> operands = new ArrayList<>();
        for (Expression part : parts) {
            condition(part, "what " + word + " connects").ifPresent(operands::add);
        }
        if (operands.size() < parts.size()) {
            return Optional.empty();
        }
        Origin origin = Wording.origin(node.span());
        return Optional.of(
                node.operator() == Expression.Operator.AND ? Calls.and(operands, origin) : Calls.or(operands, origin));
    }

    private static List<Expression> parts(Expression.Binary root) {
        List<Expression> parts = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            if (next instanceof Expression.Binary binary && binary.operator() == root.operator()) {
                open.push(binary.right());
                open.push(binary.left());
            } else {
                parts.add(next);
            }
        }
        return parts;
    }

    @Override
    public Optional<TypedExpression> between(Expression.Between node) {
        return resolveAll(List.of(node.operand(), node.low(), node.high())).flatMap(operands -> {
            if (!calls.affords(operands.get(0), 2, node.span())) {
                return Optional.empty();
            }
            Optional<TypedExpression> low = calls.comparison(
                    ">=",
                    operands.get(0),
                    operands.get(1),
                    node.span(),
                    node.low().span());
            Optional<TypedExpression> high = calls.comparison(
                    "<=",
                    operands.get(0),
                    operands.get(2),
                    node.span(),
                    node.high().span());
            return low.isEmpty() || high.isEmpty()
                    ? Optional.empty()
                    : Optional.of(calls.negatedIf(
                            node.negated(),
                            Calls.and(List.of(low.get(), high.get()), Wording.origin(node.span())),
                            node.span()));
        });
    }

    @Override
    public Optional<TypedExpression> in(Expression.In node) {
        Optional<TypedExpression> operand = resolve(node.operand());
        Optional<List<TypedExpression>> values = resolveAll(node.values());
        if (operand.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        return alternatives
                .in(operand.get(), values.get(), node)
                .map(in -> calls.negatedIf(node.negated(), in, node.span()));
    }

    @Override
    public Optional<TypedExpression> like(Expression.Like node) {
        List<Expression> parts = new ArrayList<>(List.of(node.operand(), node.pattern()));
        if (node.escape() != null) {
            parts.add(node.escape());
        }
        return resolveAll(parts)
                .flatMap(operands -> calls.call(
                        FunctionLibrary.find("LIKE").orElseThrow(),
                        operands,
                        parts.stream().map(Expression::span).toList(),
                        node.span(),
                        node.span()))
                .map(like -> calls.negatedIf(node.negated(), like, node.span()));
    }

    @Override
    public Optional<TypedExpression> isNull(Expression.IsNull node) {
        return resolve(node.operand())
                .map(operand -> calls.negatedIf(
                        node.negated(), new TypedExpression.IsNull(operand, Wording.origin(node.span())), node.span()));
    }

    @Override
    public Optional<TypedExpression> isDistinctFrom(Expression.IsDistinctFrom node) {
        return resolveAll(List.of(node.left(), node.right()))
                .flatMap(operands -> calls.comparison(
                        "IS_DISTINCT_FROM", operands.get(0), operands.get(1), node.span(), node.span()))
                .map(distinct -> calls.negatedIf(node.negated(), distinct, node.span()));
    }

    @Override
    public Optional<TypedExpression> caseWhen(Expression.Case node) {
        return specialForms.caseWhen(node);
    }

    @Override
    public Optional<TypedExpression> cast(Expression.Cast node) {
        Optional<TypedExpression> operand = resolve(node.operand());
        return TypeNames.resolve(node, into).flatMap(type -> operand.flatMap(resolved -> cast(resolved, type, node)));
    }

    private Optional<TypedExpression> cast(TypedExpression operand, Type type, Expression.Cast node) {
        if (conversions.isUntypedNull(operand)) {
            return Optional.of(conversions.to(operand, type));
        }
        if (!TypedExpression.Cast.isPossible(operand.type(), type)) {
            into.add(
                    PlanCode.IMPOSSIBLE_CAST,
                    node.span(),
                    "a " + operand.type() + " has no conversion to " + type,
                    TypeNames.detour(operand.type(), type));
            return Optional.empty();
        }
        if (!node.tryCast()
                && operand instanceof TypedExpression.Constant constant
                && constant.value() instanceof String text
                && !Literals.mayBe(text, type)) {
            into.add(
                    PlanCode.WRONG_CONSTANT,
                    node.operand().span(),
                    "'" + text + "' is no " + type,
                    "TRY_CAST gives NULL instead");
            return Optional.empty();
        }
        return Optional.of(Conversions.cast(operand, type, node.tryCast(), Wording.origin(node.span())));
    }

    @Override
    public Optional<TypedExpression> call(Expression.Call node) {
        return specialForms.call(node);
    }

    @Override
    public Optional<TypedExpression> aggregate(Expression.Aggregate node) {
        return aggregates.resolve(node);
    }
}
