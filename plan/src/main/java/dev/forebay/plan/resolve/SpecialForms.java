package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Case.Branch;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls and CASE: what is evaluated in parts only becomes {@code Case} and {@code Coalesce}. */
final class SpecialForms {
    private final ExpressionResolver expressions;
    private final Conversions conversions;
    private final Calls calls;
    private final Alternatives alternatives;
    private final AggregateScope windows;
    private final Diagnostics into;

    SpecialForms(
            ExpressionResolver expressions,
            Conversions conversions,
            Calls calls,
            Alternatives alternatives,
            AggregateScope windows,
            Diagnostics into) {
        this.expressions = expressions;
        this.conversions = conversions;
        this.calls = calls;
        this.alternatives = alternatives;
        this.windows = windows;
        this.into = into;
    }

    Optional<TypedExpression> call(Expression.Call node) {
        Optional<FunctionDefinition> found =
                FunctionLibrary.find(node.function()).filter(function -> function.isCallableAs(node.function()));
        if (found.isEmpty()) {
            expressions.resolveAll(node.arguments());
            if (AggregateNames.isAggregate(node.function())) {
                windows.reportNoWindow(node.function(), node.arguments(), node, node.functionSpan(), into);
            } else {
                UnknownNames.reportFunction(node, into);
            }
            return Optional.empty();
        }
        FunctionDefinition definition = found.get();
        if (definition.signatures().isEmpty()
                && !isWellCounted(definition.name(), node.arguments().size())) {
            expressions.resolveAll(node.arguments());
            calls.reportCount(definition, node.arguments().size(), node.functionSpan());
            return Optional.empty();
        }
        return switch (definition.name()) {
            case "IF" -> choose(node);
            case "COALESCE", "IFNULL" ->
                expressions.resolveAll(node.arguments()).flatMap(values -> coalesce(definition.name(), values, node));
            case "NULLIF" -> expressions.resolveAll(node.arguments()).flatMap(values -> nullIf(values, node));
            case "NULL_TO_ZERO" -> expressions.resolve(node.arguments().get(0)).flatMap(x -> nullToZero(x, node));
            default ->
                expressions
                        .resolveAll(node.arguments())
                        .flatMap(arguments -> calls.call(
                                definition,
                                arguments,
                                node.arguments().stream().map(Expression::span).toList(),
                                node.span(),
                                node.functionSpan()));
        };
    }

    private static boolean isWellCounted(String form, int count) {
        return switch (form) {
            case "IF" -> count == 3;
            case "COALESCE" -> count >= 1;
            case "NULL_TO_ZERO" -> count == 1;
            default -> count == 2;
        };
    }

    private Optional<TypedExpression> choose(Expression.Call node) {
        Optional<TypedExpression> condition =
                expressions.condition(node.arguments().get(0), "the first argument of IF");
        Optional<List<TypedExpression>> results =
                expressions.resolveAll(node.arguments().subList(1, 3));
        if (condition.isEmpty() || results.isEmpty()) {
            return Optional.empty();
        }
        return cases(List.of(condition.get()), results.get(), "the results of IF", node);
    }

    private Optional<TypedExpression> coalesce(String name, List<TypedExpression> values, Expression.Call node) {
        Origin origin = Wording.origin(node.span());
        if (values.stream().allMatch(conversions::isUntypedNull)) {
            return Optional.of(conversions.untypedNull(origin));
        }
        return alternatives
                .unified("the values of " + name, values, node.span())
                .map(unified -> new TypedExpression.Coalesce(unified, origin));
    }

    private Optional<TypedExpression> nullIf(List<TypedExpression> values, Expression.Call node) {
        TypedExpression x = values.get(0);
        if (conversions.isUntypedNull(x)) {
            return Optional.of(x);
        }
        if (!calls.affords(x, 2, node.span())) {
            return Optional.empty();
        }
        Origin origin = Wording.origin(node.span());
        return calls.comparison(
                        "=",
                        x,
                        values.get(1),
                        node.span(),
                        node.arguments().get(1).span())
                .map(equal -> new TypedExpression.Case(
                        List.of(new Branch(equal, new TypedExpression.Constant(x.type(), null, origin))), x, origin));
    }

    private Optional<TypedExpression> nullToZero(TypedExpression x, Expression.Call node) {
        if (!x.type().isNumeric() || conversions.isUntypedNull(x)) {
            into.add(
                    PlanCode.ARGUMENT_TYPE,
                    node.functionSpan(),
                    "NULL_TO_ZERO does not take " + Wording.types(List.of(x)),
                    "NULL_TO_ZERO takes a long, double or decimal; COALESCE(x, y) takes any type");
            return Optional.empty();
        }
        Origin origin = Wording.origin(node.span());
        Object zero = x.type().kind() == Type.Kind.DOUBLE ? (Object) 0.0 : (Object) 0L;
        return Optional.of(
                new TypedExpression.Coalesce(List.of(x, new TypedExpression.Constant(x.type(), zero, origin)), origin));
    }

    Optional<TypedExpression> caseWhen(Expression.Case node) {
        Optional<List<TypedExpression>> conditions = conditions(node);
        List<Expression> written = new ArrayList<>();
        node.branches().forEach(branch -> written.add(branch.result()));
        if (node.otherwise() != null) {
            written.add(node.otherwise());
        }
        Optional<List<TypedExpression>> results = expressions.resolveAll(written);
        if (conditions.isEmpty() || results.isEmpty()) {
            return Optional.empty();
        }
        List<TypedExpression> all = new ArrayList<>(results.get());
        if (node.otherwise() == null) {
            all.add(conversions.untypedNull(Wording.origin(node.span())));
        }
        return cases(conditions.get(), all, "the results of CASE", node);
    }

    /** The conditions of the branches, in order; empty after saying what is wrong with one. */
    private Optional<List<TypedExpression>> conditions(Expression.Case node) {
        List<TypedExpression> conditions = new ArrayList<>();
        Expression operand = node.operand();
        if (operand == null) {
            node.branches()
                    .forEach(branch -> expressions
                            .condition(branch.condition(), "what stands behind WHEN")
                            .ifPresent(conditions::add));
        } else {
            Optional<TypedExpression> compared = expressions.resolve(operand);
            boolean affordable = compared.isEmpty()
                    || calls.affords(compared.get(), node.branches().size(), node.span());
            for (Expression.Case.When branch : node.branches()) {
                Optional<TypedExpression> value = expressions.resolve(branch.condition());
                if (affordable && compared.isPresent() && value.isPresent()) {
                    calls.comparison(
                                    "=",
                                    compared.get(),
                                    value.get(),
                                    branch.condition().span(),
                                    branch.condition().span())
                            .ifPresent(conditions::add);
                }
            }
        }
        return conditions.size() == node.branches().size() ? Optional.of(conditions) : Optional.empty();
    }

    /** A CASE of conditions and one more result. */
    private Optional<TypedExpression> cases(
            List<TypedExpression> conditions, List<TypedExpression> results, String what, Expression node) {
        if (results.stream().allMatch(conversions::isUntypedNull)) {
            into.add(
                    PlanCode.UNTYPED_NULL,
                    node.span(),
                    what + " are all NULL, so nothing tells their type",
                    "write CAST(NULL AS double), or another type, for one of them");
            return Optional.empty();
        }
        return alternatives.unified(what, results, node.span()).map(unified -> {
            List<Branch> branches = new ArrayList<>();
            for (int i = 0; i < conditions.size(); i++) {
                branches.add(new Branch(conditions.get(i), unified.get(i)));
            }
            return new TypedExpression.Case(branches, unified.get(unified.size() - 1), Wording.origin(node.span()));
        });
    }
}
