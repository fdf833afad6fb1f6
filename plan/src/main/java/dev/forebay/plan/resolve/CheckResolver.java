package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.plan.Plan;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The section {@code checks}: conditions over columns of the schema. */
final class CheckResolver {
    private static final AggregateScope NO_WINDOWS = AggregateScope.refusing(
            "a check cannot look over windows",
            "an event is accepted by its checks before any window sees it",
            "an aggregate stands in a feature; a sink's 'when' may use that");

    private final Definition definition;
    private final Scope scope;
    private final Diagnostics into;

    CheckResolver(Definition definition, SchemaResolver schema, Computations computations, Diagnostics into) {
        this.definition = definition;
        this.scope = schema.scope();
        this.into = into;
        computations.names().forEach(scope::addComputed);
    }

    List<Plan.Check> resolve() {
        Map<String, Span> names = new HashMap<>();
        List<Plan.Check> checks = new ArrayList<>();
        for (Definition.Check check : definition.checks()) {
            String name = check.name().value();
            Span before = names.putIfAbsent(name, check.name().span());
            if (before != null) {
                into.add(
                        PlanCode.NAME_TAKEN,
                        check.name().span(),
                        "there is a check '" + name + "' already",
                        "it is at " + before);
            }
            Taints.refuse(check.condition(), "no check can read it", scope, into);
            ExpressionResolver.resolveCondition(check.condition(), "check '" + name + "'", scope, NO_WINDOWS, into)
                    .ifPresent(condition -> checks.add(new Plan.Check(
                            name,
                            condition,
                            check.otherwise() == Definition.Otherwise.REJECT,
                            check.condition().span().text().strip().replaceAll("\\s+", " "),
                            Wording.origin(check.condition().span()))));
        }
        return checks;
    }
}
