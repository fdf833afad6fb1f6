package dev.forebay.testing.window;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of a plan on one accepted event after the other. All events are kept, and every window is looked up among all
 * of them anew.
 *
 * <p><b>Order</b>: events in processing order. <b>Errors</b>: an aggregate in error is a {@link Failure}. <b>Threads</b>: one at
 * a time.
 */
public final class ReferenceWindows {
    private final Windowing windowing;
    private final EvaluationListener listener;
    private final List<WindowEvent> past = new ArrayList<>();

    /** @param listener is told of every node of arguments and filters that is evaluated */
    public ReferenceWindows(Windowing windowing, EvaluationListener listener) {
        this.windowing = windowing;
        this.listener = listener;
    }

    /**
     * The value of every aggregate on the next event, which from then on is among the past ones.
     *
     * @param time when it happened, in microseconds
     * @param clock what had passed before it was read, in microseconds; null for before all time
     * @param horizon what a key's silence is measured by, in microseconds; null for before all time
     * @param slots its fields, and what is computed before windows
     */
    public List<@Nullable Object> next(
            BigInteger time, @Nullable BigInteger clock, @Nullable BigInteger horizon, List<@Nullable Object> slots) {
        WindowEvent event = event(time, clock, horizon, slots);
        List<List<WindowEvent>> windows = new ArrayList<>();
        for (int window = 0; window < windowing.windows().size(); window++) {
            windows.add(windowOf(event, window));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < windowing.aggregates().size(); i++) {
            AggregateRule rule = windowing.aggregates().get(i);
            Failure failure = event.contributions().get(i).failure();
            values.add(
                    failure == null ? ReferenceAggregates.value(rule, i, windows.get(rule.window()), event) : failure);
        }
        past.add(event);
        return values;
    }

    private List<WindowEvent> windowOf(WindowEvent event, int window) {
        WindowRule rule = windowing.windows().get(window);
        WindowKey key = event.keys().get(rule.grouping());
        if (key == null) {
            return List.of();
        }
        List<WindowEvent> remembered = new ArrayList<>();
        for (WindowEvent f : sameKey(rule.grouping(), key)) {
            if (f.forgets().get(window)) {
                remembered.clear();
            }
            remembered.add(f);
        }
        return WindowSets.of(rule, event.forgets().get(window) ? List.of() : remembered, event);
    }

    /** The events so far of a key, in processing order. */
    private List<WindowEvent> sameKey(int grouping, WindowKey key) {
        return past.stream()
                .filter(f -> {
                    WindowKey other = f.keys().get(grouping);
                    return other != null && other.isSame(key);
                })
                .toList();
    }

    private WindowEvent event(
            BigInteger time, @Nullable BigInteger clock, @Nullable BigInteger horizon, List<@Nullable Object> slots) {
        List<@Nullable WindowKey> keys = new ArrayList<>();
        for (Grouping grouping : windowing.groupings()) {
            keys.add(key(grouping, slots));
        }
        List<Boolean> forgets = new ArrayList<>();
        for (WindowRule rule : windowing.windows()) {
            forgets.add(forgets(rule, keys.get(rule.grouping()), horizon));
        }
        List<Contribution> contributions = new ArrayList<>();
        for (AggregateRule rule : windowing.aggregates()) {
            int grouping = windowing.windows().get(rule.window()).grouping();
            contributions.add(contribution(rule, windowing.groupings().get(grouping), slots));
        }
        return new WindowEvent(past.size(), time, clock, keys, forgets, contributions);
    }

    /** Whether nothing of the key happened after {@code horizon}, less the time after which a silent key is forgotten. */
    private boolean forgets(WindowRule rule, @Nullable WindowKey key, @Nullable BigInteger horizon) {
        return rule.idleMicros() != WindowRule.UNBOUNDED
                && key != null
                && sameKey(rule.grouping(), key).stream().noneMatch(f -> f.isAfter(horizon, rule.idleMicros()));
    }

    private static @Nullable WindowKey key(Grouping grouping, List<@Nullable Object> slots) {
        List<Object> values = new ArrayList<>();
        for (int slot : grouping.keySlots()) {
            Object value = slots.get(slot);
            if (value == null || value instanceof Failure) {
                return null;
            }
            values.add(value);
        }
        return new WindowKey(values);
    }

    private Contribution contribution(AggregateRule rule, Grouping grouping, List<@Nullable Object> slots) {
        List<@Nullable Object> needed = new ArrayList<>();
        for (int slot : grouping.keySlots()) {
            Object value = slots.get(slot);
            needed.add(value instanceof Failure failure ? new Failure(failure.code(), true) : value);
        }
        Object chosen = evaluated(rule.filter(), true, slots);
        Object value = evaluated(rule.argument(), null, slots);
        needed.addAll(Arrays.asList(chosen, value));
        boolean hasValue = rule.argument() == null || (value != null && !(value instanceof Failure));
        boolean counts = Boolean.TRUE.equals(chosen) && hasValue;
        return new Contribution(counts, counts ? value : null, ReferenceEvaluator.firstFailure(needed));
    }

    private @Nullable Object evaluated(
            @Nullable TypedExpression expression, @Nullable Object otherwise, List<@Nullable Object> slots) {
        return expression == null ? otherwise : ReferenceEvaluator.evaluate(expression, slots, listener);
    }
}
