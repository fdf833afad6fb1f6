package dev.forebay.plan.resolve;

import dev.forebay.definition.Located;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sections {@code features} and {@code transforms}: steps in the order they are computed, each with its slots. */
final class StepResolver {
    private final Computations computations;
    private final Scope scope;
    private final Diagnostics into;
    private final TransformResolver transforms;
    private final WindowResolver windows;
    private @Nullable AggregateScope aggregates;

    /** @param scope the columns of the schema; the steps' are added */
    StepResolver(Computations computations, WindowResolver windows, Scope scope, GroupStates states, Diagnostics into) {
        this.windows = windows;
        this.computations = computations;
        this.scope = scope;
        this.into = into;
        this.transforms = new TransformResolver(scope, states, into);
    }

    Scope scope() {
        return scope;
    }

    List<Plan.Step> resolve() {
        // Until it is resolved every computed column is one whose mistake is told elsewhere.
        computations.names().forEach(scope::bindBroken);
        for (int node = 0; node < computations.count(); node++) {
            if (!computations.isFeature(node)) {
                scope.addGroup(
                        computations.name(node).value(),
                        computations.outputsOf(node).stream()
                                .map(Located::value)
                                .toList());
                if (computations.isOpen(node)) {
                    scope.bindBrokenLike("{}");
                }
            }
        }
        computations.featureGroups().forEach(scope::addGroup);
        computations.open().forEach(scope::bindBrokenLike);
        for (String name : computations.names()) {
            Integer producer = computations.producer(name);
            if (producer != null && computations.isWindowed(producer)) {
                scope.addWindowed(name);
            }
        }
        computations.featureGroups().forEach((name, columns) -> {
            if (columns.stream().anyMatch(scope::isWindowed)) {
                scope.addWindowed(name);
            }
        });
        List<Plan.Step> steps = new ArrayList<>();
        ComputationOrder order = ComputationOrder.of(computations, into);
        for (int node : order.nodes()) {
            Optional<? extends Plan.Step> step =
                    computations.isFeature(node) ? feature(node) : transform(node, order.isCyclic(node));
            step.ifPresent(steps::add);
        }
        aggregates();
        return steps;
    }

    /** The windows, opened when the first is needed: all row-level columns are bound by then. */
    private AggregateScope aggregates() {
        if (aggregates == null) {
            aggregates = windows.open(scope);
        }
        return aggregates;
    }

    private Optional<Plan.Step.Feature> feature(int node) {
        ComputedFeature feature = computations.feature(node);
        AggregateScope over = computations.isWindowed(node)
                ? aggregates().with(feature.family(), feature.member())
                : windows.closed();
        Optional<TypedExpression> resolved = ExpressionResolver.resolveTyped(feature.expression(), scope, over, into);
        if (resolved.isEmpty() || feature.broken() || computations.isNameless(node)) {
            return Optional.empty();
        }
        Type type = resolved.get().type();
        Located<Type> declared = feature.type();
        if (declared != null && !declared.value().equals(type)) {
            into.add(
                    PlanCode.DECLARED_TYPE,
                    declared.span(),
                    "'" + feature.written().written() + "' declares type " + declared.value()
                            + ", and its expression is a " + type,
                    TypedExpression.Cast.isPossible(type, declared.value())
                            ? "write CAST(" + Wording.quote(feature.expression().span()) + " AS " + declared.value()
                                    + "), or declare type " + type
                            : "declare type " + type);
            type = declared.value();
        }
        Located<String> name = feature.name();
        Taint taint = Taints.of(resolved.get(), scope);
        if (taint != null) {
            scope.addTaint(name.value(), taint);
        }
        int slot =
                scope.bind(new Plan.Slot(name.value(), type, resolved.get().nullable(), Wording.origin(name.span())));
        return Optional.of(new Plan.Step.Feature(slot, resolved.get()));
    }

    private Optional<Plan.Step.Transform> transform(int node, boolean cyclic) {
        if (cyclic || computations.isTooWide(node)) {
            return Optional.empty();
        }
        if (computations.readsOpen(node)) {
            // Told is that the other group is not fitted; what this one reads is not known before it is.
            transforms.tellUnfitted(computations.group(node));
            return Optional.empty();
        }
        return transforms.resolve(
                computations.group(node),
                computations.inputsOf(node),
                computations.outputsOf(node),
                name -> !computations.isNameless(node) && computations.produces(node, name));
    }
}
