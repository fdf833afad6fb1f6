package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code windows}: the keys, once the columns are known that they are made of. */
final class WindowResolver {
    private final Definition definition;
    private final WindowTable table;
    private final Diagnostics into;
    private final AggregateRegistry registry = new AggregateRegistry();

    WindowResolver(Definition definition, WindowTable table, Diagnostics into) {
        this.definition = definition;
        this.table = table;
        this.into = into;
    }

    /** Says so where there are windows and no time. */
    void requireTime() {
        Definition.Event event = definition.event();
        if (!definition.windows().isEmpty() && (event == null || event.time() == null)) {
            into.add(
                    PlanCode.EVENT_COLUMN_MISSING,
                    definition.windows().get(0).name().span(),
                    "windows need event.time, which is not given",
                    "time: the column that says when an event happened, such as event: {time: " + candidate() + "}");
        }
    }

    private String candidate() {
        return definition.schema().stream()
                .filter(column -> column.type().value().equals(Type.TIMESTAMP) && !column.optional())
                .map(column -> column.name().value())
                .findFirst()
                .orElse("timestamp");
    }

    /** The windows that have no mistake, over the columns of a scope in which all row-level columns are bound. */
    AggregateScope open(Scope scope) {
        Map<String, @Nullable List<Integer>> keys = new HashMap<>();
        for (Definition.Window window : definition.windows()) {
            keys.put(window.name().value(), keySlots(window, scope));
        }
        Map<String, OpenWindow> open = new HashMap<>();
        for (String name : table.names()) {
            Definition.Window window = table.written(name);
            WindowRule rule = table.rule(name);
            List<Integer> keySlots =
                    window == null ? null : keys.get(window.name().value());
            if (rule != null && keySlots != null) {
                open.put(name, new OpenWindow(keySlots, rule));
            }
        }
        return AggregateScope.of(open, table, registry);
    }

    /** The windows for an expression without aggregates: their names alone. */
    AggregateScope closed() {
        return AggregateScope.of(Map.of(), table, registry);
    }

    AggregateRegistry registry() {
        return registry;
    }

    private @Nullable List<Integer> keySlots(Definition.Window window, Scope scope) {
        List<Integer> slots = new ArrayList<>();
        for (Located<String> column : window.by()) {
            Integer slot = scope.slotOf(column.value());
            Taints.refuse(column, "no window can be by it", scope, into);
            if (scope.isWindowed(column.value())) {
                into.add(
                        PlanCode.NESTED_AGGREGATE,
                        column.span(),
                        "'" + column.value() + "' is computed from an aggregate, so no window can be by it",
                        "a key is made of columns and of features without aggregates");
            } else if (slot == null) {
                unknown(column, scope);
            } else {
                slots.add(slot);
            }
        }
        return slots.isEmpty() || slots.size() < window.by().size() ? null : slots;
    }

    private void unknown(Located<String> column, Scope scope) {
        List<String> group = scope.group(column.value());
        if (group != null) {
            into.add(
                    PlanCode.UNKNOWN_COLUMN,
                    column.span(),
                    "'" + column.value() + "' is a group of columns, and a key names each of its columns",
                    "its columns: " + Wording.list(group));
        } else if (!scope.isBroken(column.value())) {
            into.add(
                    PlanCode.UNKNOWN_COLUMN,
                    column.span(),
                    "unknown column '" + column.value() + "'",
                    Wording.namesAndNearest("columns here", column.value(), scope.rowLevelNames()));
        }
    }
}
