package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The aggregates of a plan, each once, with the windows and groupings that they need. Not thread-safe. */
final class AggregateRegistry {
    private final List<Grouping> groupings = new ArrayList<>();
    private final Map<Set<Integer>, Integer> groupingByKey = new HashMap<>();
    private final List<WindowRule> windows = new ArrayList<>();
    private final Map<String, Integer> windowByName = new HashMap<>();
    private final List<AggregateRule> aggregates = new ArrayList<>();
    private final Map<String, Integer> aggregateByText = new HashMap<>();

    AggregateRegistry() {}

    /** Begins with what a plan has. */
    AggregateRegistry(Windowing windowing) {
        windowing.groupings().forEach(grouping -> grouping(grouping.keySlots()));
        for (WindowRule window : windowing.windows()) {
            windowByName.put(window.name(), windows.size());
            windows.add(window);
        }
        for (AggregateRule aggregate : windowing.aggregates()) {
            aggregateByText.put(AggregateText.of(aggregate, windowing), aggregates.size());
            aggregates.add(aggregate);
        }
    }

    /** A reference to an aggregate, which is added unless the same one is there. */
    TypedExpression.AggregateRef add(
            AggregateFunction function,
            OpenWindow window,
            @Nullable TypedExpression argument,
            @Nullable TypedExpression filter,
            int offset,
            Span span) {
        String text = AggregateText.of(function, argument, filter, offset, window.name());
        int place = aggregateByText.computeIfAbsent(text, absent -> {
            Type type = argument == null
                    ? Type.LONG
                    : function.result(argument.type()).orElseThrow();
            aggregates.add(
                    new AggregateRule(function, window(window), argument, filter, offset, type, Wording.origin(span)));
            return aggregates.size() - 1;
        });
        AggregateRule rule = aggregates.get(place);
        return new TypedExpression.AggregateRef(place, text, rule.type(), rule.nullable(), Wording.origin(span));
    }

    private int window(OpenWindow window) {
        return windowByName.computeIfAbsent(window.name(), absent -> {
            windows.add(window.in(grouping(window.keySlots())));
            return windows.size() - 1;
        });
    }

    private int grouping(List<Integer> keySlots) {
        return groupingByKey.computeIfAbsent(new HashSet<>(keySlots), absent -> {
            groupings.add(new Grouping(keySlots));
            return groupings.size() - 1;
        });
    }

    /** Whether an aggregate looks over the window of that name. */
    boolean uses(String window) {
        return windowByName.containsKey(window);
    }

    Windowing windowing() {
        return aggregates.isEmpty() ? Windowing.NONE : new Windowing(groupings, windows, aggregates);
    }
}
