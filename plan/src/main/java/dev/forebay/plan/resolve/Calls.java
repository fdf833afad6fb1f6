package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses overloads and makes calls of them. One for each expression. */
final class Calls {
    /** How many nodes an expression may have once operands that stand for several are written out. */
    static final int MOST_NODES = 200_000;

    /** Functions whose decimals must be of one type. */
    private static final Set<String> SAME_DECIMALS = Set.of("CLIP", "GREATEST", "LEAST");

    private static final Signature NOT = find("NOT").signatures().get(0);

    private final Conversions conversions;
    private final Diagnostics into;
    private final ConstantArguments constants;
    private int nodesLeft = MOST_NODES;

    Calls(Conversions conversions, Diagnostics into) {
        this.conversions = conversions;
        this.into = into;
        this.constants = new ConstantArguments(into);
    }

    static FunctionDefinition find(String name) {
        return FunctionLibrary.find(name).orElseThrow();
    }

    TypedExpression not(TypedExpression operand, Span span) {
        return new Call(NOT, List.of(operand), Type.BOOLEAN, Wording.origin(span));
    }

    TypedExpression negatedIf(boolean negated, TypedExpression condition, Span span) {
        return negated ? not(condition, span) : condition;
    }

    /** All of them true; ANDs among them are taken apart. */
    static TypedExpression and(List<TypedExpression> operands, Origin origin) {
        List<TypedExpression> flat = new ArrayList<>();
        operands.forEach(
                operand -> flat.addAll(operand instanceof TypedExpression.And and ? and.operands() : List.of(operand)));
        return new TypedExpression.And(flat, origin);
    }

    /** One of them true; ORs among them are taken apart. */
    static TypedExpression or(List<TypedExpression> operands, Origin origin) {
        List<TypedExpression> flat = new ArrayList<>();
        operands.forEach(
                operand -> flat.addAll(operand instanceof TypedExpression.Or or ? or.operands() : List.of(operand)));
        return new TypedExpression.Or(flat, origin);
    }

    /** Whether an operand may stand in several places of the tree; says so where the tree would become too large. */
    boolean affords(TypedExpression operand, int times, Span span) {
        if (nodesLeft < 0) {
            return false;
        }
        nodesLeft -= (int) Math.min(MOST_NODES + 1L, (long) size(operand, nodesLeft) * (times - 1));
        if (nodesLeft < 0) {
            into.add(
                    PlanCode.EXPRESSION_TOO_LARGE,
                    span,
                    "written out, the expression has more than 200,000 parts, because an operand is needed several times",
                    "give the operand a feature of its own and use its name");
        }
        return nodesLeft >= 0;
    }

    private static int size(TypedExpression expression, int most) {
        int size = 1;
        for (TypedExpression operand : expression.operands()) {
            if (size > most) {
                return size;
            }
            size += size(operand, most - size);
        }
        return size;
    }

    Optional<TypedExpression> comparison(
            String symbol, TypedExpression left, TypedExpression right, Span span, Span at) {
        TypedExpression x = asComparedTo(left, right);
        TypedExpression y = asComparedTo(right, left);
        FunctionDefinition definition = find(symbol);
        Optional<Signature> best = best(definition, List.of(x, y));
        if (best.isEmpty()) {
            into.add(
                    PlanCode.INCOMPARABLE,
                    at,
                    "a " + x.type() + " cannot be compared with a " + y.type(),
                    comparisonRemedy(x, y));
            return Optional.empty();
        }
        return Optional.of(call(best.get(), List.of(x, y), Type.BOOLEAN, span));
    }

    /** A long constant compared with a double becomes the same double, so that one kind is compared. */
    private TypedExpression asComparedTo(TypedExpression expression, TypedExpression other) {
        boolean longConstant = expression instanceof TypedExpression.Constant
                && expression.type().kind() == Type.Kind.LONG
                && other.type().kind() == Type.Kind.DOUBLE;
        if (!longConstant) {
            return expression;
        }
        TypedExpression converted = conversions.to(expression, Type.DOUBLE);
        return converted instanceof TypedExpression.Constant ? converted : expression;
    }

    private static String comparisonRemedy(TypedExpression x, TypedExpression y) {
        Type other = x.type().kind() == Type.Kind.STRING ? y.type() : x.type();
        boolean oneText = x.type().kind() == Type.Kind.STRING || y.type().kind() == Type.Kind.STRING;
        if (!oneText) {
            return "convert one of them, such as with CAST(x AS " + y.type() + ")";
        }
        return switch (other.kind()) {
            case TIMESTAMP ->
                "a timestamp is written TIMESTAMP '2018-04-01T12:30:45Z'; a text is made one with CAST(x AS timestamp)";
            case DATE -> "a date is written DATE '2018-04-01'; a text is made one with CAST(x AS date)";
            case BOOLEAN -> "a boolean is written TRUE or FALSE";
            case LONG, DOUBLE, DECIMAL, STRING ->
                "texts and numbers are never converted silently: CAST(x AS " + other
                        + ") makes a number of a text, CAST(x AS string) a text of a number";
        };
    }

    Optional<TypedExpression> operator(String symbol, List<TypedExpression> operands, Span span, Span at) {
        FunctionDefinition definition = find(symbol);
        Optional<Signature> best = best(definition, operands);
        if (best.isEmpty()) {
            into.add(
                    PlanCode.ARGUMENT_TYPE,
                    at,
                    operands.size() == 1
                            ? "'-' does not take a " + operands.get(0).type()
                            : "'" + symbol + "' does not take a "
                                    + operands.get(0).type() + " and a "
                                    + operands.get(1).type(),
                    OperandRemedy.of(symbol, operands));
            return Optional.empty();
        }
        return typed(best.get(), operands, span);
    }

    /**
     * A call of a function that has overloads.
     *
     * @param spans of the arguments
     * @param at where its name is
     */
    Optional<TypedExpression> call(
            FunctionDefinition definition, List<TypedExpression> arguments, List<Span> spans, Span span, Span at) {
        if (!takesCount(definition, arguments.size())) {
            reportCount(definition, arguments.size(), at);
            return Optional.empty();
        }
        Optional<Signature> best = best(definition, arguments);
        if (best.isEmpty()) {
            reportTypes(definition, arguments, spans, at);
            return Optional.empty();
        }
        if (!constants.check(definition, arguments, spans)) {
            return Optional.empty();
        }
        return typed(best.get(), arguments, span);
    }

    private static boolean takesCount(FunctionDefinition definition, int count) {
        return definition.signatures().stream().anyMatch(signature -> takesCount(signature, count));
    }

    private static boolean takesCount(Signature signature, int count) {
        int fixed = signature.parameters().size();
        return signature.variadic() ? count >= fixed : count == fixed;
    }

    void reportCount(FunctionDefinition definition, int count, Span at) {
        into.add(
                PlanCode.ARGUMENT_COUNT,
                at,
                definition.name() + " does not take " + Wording.counted(count, "argument"),
                "it is written " + definition.usage());
    }

    private void reportTypes(
            FunctionDefinition definition, List<TypedExpression> arguments, List<Span> spans, Span at) {
        String takes = definition.signatures().stream()
                .filter(signature -> takesCount(signature, arguments.size()))
                .map(signature -> signature.id().substring(signature.function().length()))
                .collect(Collectors.joining(" or "));
        List<String> notes = new ArrayList<>();
        notes.add(definition.name() + " takes " + takes);
        OperandRemedy.ofArguments(definition, arguments, spans).ifPresent(notes::add);
        into.add(
                PlanCode.ARGUMENT_TYPE,
                at,
                definition.name() + " does not take " + Wording.types(arguments),
                notes.toArray(String[]::new));
    }

    private Optional<Signature> best(FunctionDefinition definition, List<TypedExpression> arguments) {
        Signature best = null;
        int least = Integer.MAX_VALUE;
        for (Signature signature : definition.signatures()) {
            Integer distance = distance(signature, arguments);
            if (distance != null && distance < least) {
                best = signature;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private @Nullable Integer distance(Signature signature, List<TypedExpression> arguments) {
        if (!takesCount(signature, arguments.size())) {
            return null;
        }
        int sum = 0;
        for (int i = 0; i < arguments.size(); i++) {
            Optional<Integer> distance = conversions.distance(arguments.get(i), parameter(signature, i));
            if (distance.isEmpty()) {
                return null;
            }
            sum += distance.get();
        }
        return sum;
    }

    private static Type.Kind parameter(Signature signature, int index) {
        return signature.parameters().get(Math.min(index, signature.parameters().size() - 1));
    }

    private Optional<TypedExpression> typed(Signature signature, List<TypedExpression> arguments, Span span) {
        if (signature.result() != Type.Kind.DECIMAL) {
            return Optional.of(call(signature, arguments, plainResult(signature), span));
        }
        List<TypedExpression> converted = converted(signature, arguments);
        List<Type> decimals = converted.stream()
                .map(TypedExpression::type)
                .filter(Type::isDecimal)
                .toList();
        boolean same = SAME_DECIMALS.contains(signature.function());
        Optional<Type> type =
                same ? conversions.common(arguments) : DecimalRules.result(signature.function(), decimals);
        if (type.isEmpty()) {
            into.add(
                    PlanCode.DECIMAL_DIGITS,
                    span,
                    signature.function() + " of " + Wording.types(converted) + " would need more than 18 digits",
                    "cast one of them to fewer digits first, such as CAST(x AS decimal(9,2)), or to double");
            return Optional.empty();
        }
        List<TypedExpression> taken = same
                ? converted.stream().map(e -> conversions.to(e, type.get())).toList()
                : converted;
        return Optional.of(new Call(signature, taken, type.get(), Wording.origin(span)));
    }

    private static Type plainResult(Signature signature) {
        return Type.parse(signature.result().name().toLowerCase(Locale.ROOT)).orElseThrow();
    }

    private Call call(Signature signature, List<TypedExpression> arguments, Type type, Span span) {
        return new Call(signature, converted(signature, arguments), type, Wording.origin(span));
    }

    private List<TypedExpression> converted(Signature signature, List<TypedExpression> arguments) {
        List<TypedExpression> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            converted.add(conversions.toKind(arguments.get(i), parameter(signature, i)));
        }
        return converted;
    }
}
