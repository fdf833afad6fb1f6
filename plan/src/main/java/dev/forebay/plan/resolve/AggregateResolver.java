package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The aggregates of one expression: their function, window, argument and filter. */
final class AggregateResolver {
    private static final long MOST_LAG = 1_000;

    private final ExpressionResolver expressions;
    private final Conversions conversions;
    private final AggregateScope windows;
    private final Scope scope;
    private final Diagnostics into;
    private int depth;

    AggregateResolver(
            ExpressionResolver expressions,
            Conversions conversions,
            AggregateScope windows,
            Scope scope,
            Diagnostics into) {
        this.expressions = expressions;
        this.conversions = conversions;
        this.windows = windows;
        this.scope = scope;
        this.into = into;
    }

    Optional<TypedExpression> resolve(Expression.Aggregate node) {
        Optional<AggregateFunction> function = AggregateNames.find(node, into);
        boolean nested = depth > 0;
        if (nested && function.isPresent()) {
            into.add(
                    PlanCode.NESTED_AGGREGATE,
                    node.functionSpan(),
                    node.function() + " stands inside of another aggregate",
                    "an aggregate looks at single events: its argument and filter are made of columns and of features without aggregates");
        }
        Optional<OpenWindow> window =
                nested || function.isEmpty() ? Optional.empty() : windows.window(node, scope, into);
        depth++;
        Optional<List<TypedExpression>> arguments = expressions.resolveAll(node.arguments());
        Expression condition = node.filter();
        Optional<TypedExpression> filter =
                condition == null ? Optional.empty() : expressions.condition(condition, "what stands behind WHERE");
        depth--;
        if (function.isEmpty() || !isWellFormed(function.get(), node)) {
            return Optional.empty();
        }
        if (arguments.isEmpty() || (condition != null && filter.isEmpty())) {
            return Optional.empty();
        }
        boolean known = window.isEmpty() || isKnown(node, window.get());
        Optional<TypedExpression> argument = node.star()
                ? Optional.empty()
                : argument(function.get(), arguments.get().get(0), node);
        int offset = offset(function.get(), node, arguments.get());
        if (window.isEmpty() || !known || offset < 0 || (argument.isEmpty() && !node.star())) {
            return Optional.empty();
        }
        return Optional.of(windows.registry()
                .add(function.get(), window.get(), argument.orElse(null), filter.orElse(null), offset, node.span()));
    }

    /** Whether what is resolved now stands inside of an aggregate. */
    boolean isInside() {
        return depth > 0;
    }

    /** Says so where a name stands for something computed from an aggregate, and that cannot be. */
    boolean mayRead(Expression.Name name) {
        if (depth == 0 || !scope.isWindowed(name.name())) {
            return true;
        }
        into.add(
                PlanCode.NESTED_AGGREGATE,
                name.span(),
                "'" + name.name() + "' is computed from an aggregate",
                "an aggregate looks at single events: its argument and filter are made of columns and of features without aggregates");
        return false;
    }

    private boolean isWellFormed(AggregateFunction function, Expression.Aggregate node) {
        int count = node.arguments().size();
        boolean lag = function == AggregateFunction.LAG;
        boolean counted = node.star() ? function == AggregateFunction.COUNT : count == 1 || (lag && count == 2);
        if (!counted) {
            into.add(
                    PlanCode.ARGUMENT_COUNT,
                    node.functionSpan(),
                    node.function() + " does not take " + (node.star() ? "*" : Wording.counted(count, "argument")),
                    switch (function) {
                        case COUNT -> "it is written COUNT(*) or COUNT(x)";
                        case COUNT_DISTINCT ->
                            "it is written COUNT(DISTINCT x); of several columns together: COUNT(DISTINCT x || '|' || y)";
                        case LAG -> "it is written LAG(x) or LAG(x, n)";
                        default -> "it is written " + function + "(x)";
                    });
        }
        if (node.distinct() && function != AggregateFunction.COUNT_DISTINCT) {
            into.add(
                    PlanCode.DISTINCT_NOT_HERE,
                    node.functionSpan(),
                    "DISTINCT stands in COUNT only, found it in " + node.function(),
                    "take DISTINCT away, or write COUNT(DISTINCT x)");
            return false;
        }
        return counted;
    }

    private Optional<TypedExpression> argument(
            AggregateFunction function, TypedExpression argument, Expression.Aggregate node) {
        if (conversions.isUntypedNull(argument)) {
            into.add(
                    PlanCode.UNTYPED_NULL,
                    node.arguments().get(0).span(),
                    "nothing tells the type of this NULL",
                    "write CAST(NULL AS double), or another type");
            return Optional.empty();
        }
        if (function.result(argument.type()).isPresent()) {
            return Optional.of(argument);
        }
        if (argument.type().isDecimal() && function.result(Type.DOUBLE).isPresent()) {
            return Optional.of(conversions.to(argument, Type.DOUBLE));
        }
        into.add(
                PlanCode.ARGUMENT_TYPE,
                node.functionSpan(),
                node.function() + " does not take " + Wording.types(List.of(argument)),
                node.function() + " takes a long, double or decimal"
                        + (function == AggregateFunction.AVG ? ", or a boolean" : ""),
                remedy(function, argument.type(), node.arguments().get(0).span()));
        return Optional.empty();
    }

    private static String remedy(AggregateFunction function, Type type, Span span) {
        String quoted = Wording.quote(span);
        return switch (type.kind()) {
            case BOOLEAN ->
                function == AggregateFunction.SUM
                        ? "how often it is true: COUNT(*) FILTER (WHERE " + quoted + "); in which share: AVG(" + quoted
                                + ")"
                        : "a number is made of a boolean with CAST(" + quoted + " AS long)";
            case STRING ->
                "a number is made of a text with CAST(" + quoted
                        + " AS double); how many different ones there are: COUNT(DISTINCT " + quoted + ")";
            case TIMESTAMP -> "a number is made of a time with EPOCH_SECONDS(" + quoted + ")";
            case DATE -> "a number is made of a date with EPOCH_SECONDS(CAST(" + quoted + " AS timestamp))";
            case LONG, DOUBLE, DECIMAL -> "";
        };
    }

    /** The n of a LAG, 0 for other functions, -1 after saying what is wrong with it. */
    private int offset(AggregateFunction function, Expression.Aggregate node, List<TypedExpression> arguments) {
        if (function != AggregateFunction.LAG) {
            return 0;
        }
        if (arguments.size() == 1) {
            return 1;
        }
        Span span = node.arguments().get(1).span();
        if (!(arguments.get(1) instanceof TypedExpression.Constant constant)) {
            into.add(
                    PlanCode.NOT_CONSTANT,
                    span,
                    "n of LAG must be a constant",
                    "it is a whole number from 1 to " + MOST_LAG);
            return -1;
        }
        if (constant.value() instanceof Long n && constant.type().equals(Type.LONG) && n >= 1 && n <= MOST_LAG) {
            return n.intValue();
        }
        into.add(
                PlanCode.WRONG_CONSTANT,
                span,
                "n of LAG must be a whole number from 1 to " + MOST_LAG,
                "LAG(x, 1), or LAG(x), is the value of the event before");
        return -1;
    }

    /** Whether all that an aggregate reads is known by the time its window reaches it. */
    private boolean isKnown(Expression.Aggregate node, OpenWindow window) {
        List<Expression> parts = new ArrayList<>(node.arguments());
        addIfPresent(parts, node.filter());
        boolean known = true;
        for (Expression part : parts) {
            for (Expression.Name name : Names.in(part)) {
                Taint taint = scope.taint(name.name());
                if (taint != null && !taint.isKnown(window)) {
                    // By the name as it is written: of a family this is told once.
                    String written = node.window() == null
                            ? window.name()
                            : node.window().name();
                    into.add(
                            PlanCode.KNOWN_LATER,
                            name.span(),
                            Taints.what(name.name(), taint) + ", and the window '" + written
                                    + (window.delayMicros() == 0
                                            ? "' reaches up to the event"
                                            : "' reaches up to " + Durations.text(window.delayMicros())
                                                    + " before the event"),
                            taint.micros() == 0
                                    ? "give the window a 'delay', or 'exclude: current', or look over another window that has it"
                                    : "give the window 'delay: " + Durations.text(taint.micros())
                                            + "', or more, or look over another window that has it");
                    known = false;
                }
            }
        }
        return known;
    }

    private static void addIfPresent(List<Expression> parts, @Nullable Expression part) {
        if (part != null) {
            parts.add(part);
        }
    }
}
