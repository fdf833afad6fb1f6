package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sections {@code output} and {@code sinks}: which columns go where. */
final class OutputResolver {
    private static final AggregateScope NO_WINDOWS = AggregateScope.refusing(
            "'when' cannot look over windows by itself",
            "make a feature of the aggregate and use its name, as in: when: tx_last_hour > 5");

    private final Definition definition;
    private final Scope scope;
    private final Diagnostics into;

    OutputResolver(Definition definition, Scope scope, Diagnostics into) {
        this.definition = definition;
        this.scope = scope;
        this.into = into;
    }

    /**
     * The kept columns; those that the model makes stand behind them unless they are listed.
     *
     * @param predictions the slots of what the model makes
     */
    List<Plan.OutputColumn> keep(List<Integer> predictions) {
        List<Plan.OutputColumn> kept = new ArrayList<>(keep());
        for (int slot : predictions) {
            if (kept.stream().noneMatch(column -> column.slot() == slot)) {
                kept.add(new Plan.OutputColumn(new Column(scope.slot(slot).name(), Type.DOUBLE), slot));
            }
        }
        return kept;
    }

    private List<Plan.OutputColumn> keep() {
        Definition.Output output = definition.output();
        if (output.keep().isEmpty() && output.vector().isEmpty()) {
            into.add(
                    PlanCode.NO_OUTPUT,
                    output.span() == null ? definition.pipeline().span() : output.span(),
                    "the pipeline puts nothing out",
                    "output: {keep: [columns to carry along], vector: [columns for the model]}");
        }
        return columns(output.keep(), "keep");
    }

    List<Plan.OutputColumn> vector() {
        for (Located<String> name : definition.output().vector()) {
            List<String> group = scope.group(name.value());
            for (String column : group == null ? List.of(name.value()) : group) {
                Integer slot = scope.slotOf(column);
                if (slot != null) {
                    requireNumber(
                            new Located<>(column, name.span()), scope.slot(slot).type());
                }
                Taints.refuseAnswer(column, name.span(), "the model cannot have it", scope, into);
            }
        }
        return columns(definition.output().vector(), "vector");
    }

    private void requireNumber(Located<String> name, Type type) {
        if (type.isNumeric() || type.kind() == Type.Kind.BOOLEAN) {
            return;
        }
        into.add(
                PlanCode.NOT_A_MODEL_INPUT,
                name.span(),
                "the vector holds numbers and booleans, and '" + name.value() + "' is a " + type,
                type.kind() == Type.Kind.STRING
                        ? "a text must be encoded: a feature HASH_BUCKET(" + name.value()
                                + ", 100), or a CASE, makes a number of it"
                        : "features such as HOUR(" + name.value() + ") or DAY_OF_WEEK(" + name.value()
                                + ") are numbers",
                "columns that are only carried along stand in keep");
    }

    List<Plan.SinkRule> sinks(List<Plan.OutputColumn> keep, List<Plan.OutputColumn> vector) {
        List<Plan.SinkRule> rules = new ArrayList<>();
        for (Definition.Sink sink : definition.sinks()) {
            List<Located<String>> listed = sink.columns();
            rules.add(new Plan.SinkRule(
                    listed == null ? Plan.withoutRepeats(keep, vector) : columns(listed, "columns"),
                    key(sink.key()),
                    when(sink.when())));
        }
        return rules;
    }

    private int key(@Nullable Located<String> key) {
        if (key == null) {
            return -1;
        }
        Taints.refuse(key, "it cannot be the key of a record", scope, into);
        Integer slot = scope.slotOf(key.value());
        if (slot == null) {
            if (!scope.isBroken(key.value())) {
                into.add(
                        PlanCode.UNKNOWN_COLUMN,
                        key.span(),
                        "unknown column '" + key.value() + "'",
                        Wording.namesAndNearest("columns here", key.value(), scope.names()));
            }
            return -1;
        }
        return slot;
    }

    private @Nullable TypedExpression when(@Nullable Expression when) {
        if (when == null) {
            return null;
        }
        Taints.refuse(when, "'when' cannot read it", scope, into);
        return ExpressionResolver.resolveCondition(when, "when", scope, NO_WINDOWS, into)
                .orElse(null);
    }

    /** The columns that the names stand for, in order; a group stands for its output columns. */
    private List<Plan.OutputColumn> columns(List<Located<String>> names, String section) {
        List<Plan.OutputColumn> columns = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (Located<String> name : names) {
            List<String> group = scope.group(name.value());
            for (String column : group == null ? List.of(name.value()) : group) {
                if (!listed.add(column)) {
                    into.add(
                            PlanCode.LISTED_TWICE,
                            name.span(),
                            "'" + column + "' is in " + section + " already",
                            "each column is put out once");
                    continue;
                }
                add(column, name, columns);
            }
        }
        return columns;
    }

    private void add(String column, Located<String> written, List<Plan.OutputColumn> columns) {
        Integer slot = scope.slotOf(column);
        if (slot != null) {
            columns.add(
                    new Plan.OutputColumn(new Column(column, scope.slot(slot).type()), slot));
        } else if (!scope.isBroken(column) && scope.group(written.value()) == null) {
            into.add(
                    PlanCode.UNKNOWN_OUTPUT,
                    written.span(),
                    "there is no column or group '" + column + "'",
                    Wording.namesAndNearest("columns and groups", column, scope.namesAndGroups()));
        }
    }
}
