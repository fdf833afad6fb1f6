package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said about a name that stands for nothing. */
final class UnknownNames {
    private UnknownNames() {}

    /** @param readable the names that could stand here */
    static void report(Expression.Name node, Scope scope, Set<String> readable, Diagnostics into) {
        String name = node.name();
        if (scope.isComputed(name)) {
            into.add(
                    PlanCode.NOT_IN_SCHEMA,
                    node.span(),
                    "'" + name + "' is computed; a check reads columns of the schema only",
                    "an event is accepted before anything is computed from it; write the condition over the schema's columns",
                    "columns of the schema: " + Wording.list(scope.names()));
            return;
        }
        List<String> notes = new ArrayList<>();
        List<String> group = scope.group(name);
        if (group != null) {
            notes.add("'" + name + "' is a group of columns: " + Wording.list(group));
            notes.add("an expression names a column of it, such as " + ExpressionText.name(group.get(0)));
        } else {
            notes.add(readable.isEmpty() ? "there are no columns here" : "columns here: " + Wording.list(readable));
            Optional<String> near = NearestName.of(name, readable);
            near.ifPresent(nearest -> notes.add("did you mean '" + nearest + "'?"));
            if (near.isEmpty() && node.span().text().startsWith("\"")) {
                notes.add("double quotes make a column's name; a text is written '" + name.replace("'", "''") + "'");
            }
            FunctionLibrary.find(name)
                    .filter(function -> function.isCallableAs(name))
                    .ifPresent(function -> notes.add(function.name() + " is a function: " + function.usage()));
        }
        into.add(PlanCode.UNKNOWN_COLUMN, node.span(), "unknown column '" + name + "'", notes.toArray(String[]::new));
    }

    static void reportFunction(Expression.Call node, Diagnostics into) {
        List<String> callable = new ArrayList<>();
        for (FunctionDefinition function : FunctionLibrary.all()) {
            if (function.isCallableAs(function.name())) {
                callable.add(function.name());
            }
            callable.addAll(function.aliases());
        }
        List<String> notes = new ArrayList<>();
        NearestName.of(node.function(), callable).ifPresent(near -> notes.add("did you mean " + near + "?"));
        notes.add("'forebay functions' lists all of them");
        into.add(
                PlanCode.UNKNOWN_FUNCTION,
                node.functionSpan(),
                "unknown function '" + node.functionSpan().text() + "'",
                notes.toArray(String[]::new));
    }
}
