package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The windows that the aggregates of an expression may look over, or why there can be no aggregates. */
final class AggregateScope {
    private final @Nullable String refusal;
    private final List<String> remedies;
    private final Map<String, OpenWindow> open;
    private final Set<String> names;
    private final WindowTable table;
    private final AggregateRegistry registry;
    private final @Nullable String family;
    private final @Nullable String member;

    private AggregateScope(
            @Nullable String refusal,
            List<String> remedies,
            Map<String, OpenWindow> open,
            WindowTable table,
            AggregateRegistry registry,
            @Nullable String family,
            @Nullable String member) {
        this.refusal = refusal;
        this.remedies = remedies;
        this.open = open;
        this.names = table.names().isEmpty() ? open.keySet() : table.names();
        this.table = table;
        this.registry = registry;
        this.family = family;
        this.member = member;
    }

    /** A place where there can be no aggregates. */
    static AggregateScope refusing(String why, String... remedies) {
        return new AggregateScope(
                why,
                List.of(remedies),
                Map.of(),
                new WindowTable(List.of(), Set.of(), new Diagnostics()),
                new AggregateRegistry(),
                null,
                null);
    }

    /** The windows of a definition, those of them without a mistake open. */
    static AggregateScope of(Map<String, OpenWindow> open, WindowTable table, AggregateRegistry registry) {
        return new AggregateScope(null, List.of(), open, table, registry, null, null);
    }

    /** The windows of a plan. */
    static AggregateScope of(Windowing windowing) {
        Map<String, OpenWindow> open = new LinkedHashMap<>();
        for (WindowRule window : windowing.windows()) {
            open.put(
                    window.name(),
                    new OpenWindow(windowing.groupings().get(window.grouping()).keySlots(), window));
        }
        return of(open, new WindowTable(List.of(), Set.of(), new Diagnostics()), new AggregateRegistry(windowing));
    }

    /** The same, a family's name standing for one of its windows. */
    AggregateScope with(@Nullable String family, @Nullable String member) {
        return new AggregateScope(refusal, remedies, open, table, registry, family, member);
    }

    AggregateRegistry registry() {
        return registry;
    }

    /**
     * The window that an aggregate looks over; empty after saying why there is none.
     *
     * @param columns for the case that a column stands where a window should
     */
    Optional<OpenWindow> window(Expression.Aggregate node, Scope columns, Diagnostics into) {
        Expression.Name name = node.window();
        if (refusal != null || name == null) {
            reportNoWindow(node.function(), node.arguments(), node, node.functionSpan(), into);
            return Optional.empty();
        }
        String meant = name.name().equals(family) && member != null ? member : name.name();
        OpenWindow window = open.get(meant);
        if (window == null && !table.contains(name.name())) {
            reportUnknown(name, columns, into);
        }
        return Optional.ofNullable(window);
    }

    /** Says that an aggregate looks over no window, or that it could not. */
    void reportNoWindow(String function, List<Expression> arguments, Expression call, Span at, Diagnostics into) {
        if (refusal != null) {
            into.add(PlanCode.AGGREGATE_NOT_HERE, at, refusal, remedies.toArray(String[]::new));
        } else {
            AggregateNames.reportNoWindow(function, example(function, arguments, call), at, names, into);
        }
    }

    /** A call as it is written where an aggregate could be written so. */
    private static String example(String function, List<Expression> arguments, Expression call) {
        String quoted = Wording.quote(call.span());
        if (!quoted.equals("x") && arguments.size() == 1) {
            return quoted;
        }
        return function.equals("COUNT") ? "COUNT(*)" : function + "(x)";
    }

    private void reportUnknown(Expression.Name name, Scope columns, Diagnostics into) {
        List<String> notes = new ArrayList<>();
        notes.add(names.isEmpty() ? "there are no windows" : "windows: " + Wording.list(names));
        Optional<String> nearest =
                table.names().isEmpty() ? NearestName.of(name.name(), names) : table.nearest(name.name());
        nearest.ifPresent(near -> notes.add("did you mean '" + near + "'?"));
        if (columns.slotOf(name.name()) != null) {
            notes.add("'" + name.name() + "' is a column; a window by it is defined so: windows: {by_" + name.name()
                    + ": {by: " + name.name() + ", last: 7d}}");
        } else if (names.isEmpty()) {
            notes.add("for example: windows: {" + name.name() + ": {by: customer_id, last: 7d}}");
        }
        into.add(
                PlanCode.UNKNOWN_WINDOW,
                name.span(),
                "unknown window '" + name.name() + "'",
                notes.toArray(String[]::new));
    }
}
