package dev.forebay.testing.generate;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Random windows and aggregates over columns: one to three groupings by one to three columns, windows of all kinds whose lengths are
 * of one order, aggregates of all {@link AggregateCell cells} in turn.
 */
final class WindowingGenerator {
    private static final Origin ORIGIN = new Origin("generated.yaml", 1, 1);
    private static final int MOST_KEYS = 3;
    private static final int DEPTH = 2;
    /** A millisecond, a second, a minute, an hour, and something odd. */
    private static final List<Long> UNITS = List.of(1_000L, 1_000_000L, 60_000_000L, 3_600_000_000L, 7_000_003L);

    private static final List<Long> LENGTHS = List.of(1L, 2L, 5L, 10L, 60L, 1_000L, 8_760L);
    private static final List<Long> ROWS = List.of(1L, 2L, 3L, 5L, 10L, 1_000L);

    private final Chance chance;
    private final List<Plan.Slot> columns;
    private final Predicate<Plan.Slot> isKey;
    private final long unit;
    private final List<Grouping> groupings = new ArrayList<>();
    private final List<WindowRule> windows = new ArrayList<>();
    private final List<AggregateRule> aggregates = new ArrayList<>();

    /**
     * A generator over some columns.
     *
     * @param columns what keys, arguments and filters may refer to; slots are their indexes
     * @param isKey which columns may be keys
     */
    WindowingGenerator(Chance chance, List<Plan.Slot> columns, Predicate<Plan.Slot> isKey) {
        this.chance = chance;
        this.columns = List.copyOf(columns);
        this.isKey = isKey;
        this.unit = chance.pick(UNITS);
    }

    /** Windows with {@code size} aggregates of the cells from {@code turn} on. */
    Windowing windowing(long turn, int size) {
        for (int i = chance.between(1, 3); i > 0; i--) {
            groupings.add(grouping());
        }
        for (int i = 0; i < size; i++) {
            int cell = (int) Math.floorMod(turn + i, (long) AggregateCell.ALL.size());
            aggregates.add(aggregate(AggregateCell.ALL.get(cell)));
        }
        return new Windowing(groupings, windows, aggregates);
    }

    private Grouping grouping() {
        List<Integer> keys = new ArrayList<>();
        int count = chance.oneIn(2) ? 1 : chance.between(1, MOST_KEYS);
        while (keys.size() < count) {
            int slot = chance.below(columns.size());
            if (isKey.test(columns.get(slot)) && !keys.contains(slot)) {
                keys.add(slot);
            }
        }
        return new Grouping(keys);
    }

    /** A window of the kind: now and then one that is there already. */
    private int window(WindowKind kind) {
        for (int i = 0; i < windows.size(); i++) {
            if (WindowKind.of(windows.get(i)) == kind && chance.oneIn(2)) {
                return i;
            }
        }
        long delay = kind.isDelayed() || (kind.isIdle() && chance.oneIn(3)) ? length() : 0;
        windows.add(new WindowRule(
                "window_" + windows.size(),
                chance.below(groupings.size()),
                kind.isSliding() ? length() : WindowRule.UNBOUNDED,
                kind.isRows() ? chance.pick(ROWS) : WindowRule.UNBOUNDED,
                delay,
                kind.isWithoutCurrent() || (kind.isIdle() && delay == 0 && chance.oneIn(3)),
                kind.isIdle() ? length() : WindowRule.UNBOUNDED,
                ORIGIN));
        return windows.size() - 1;
    }

    private long length() {
        return unit * chance.pick(LENGTHS);
    }

    private AggregateRule aggregate(AggregateCell cell) {
        int window = window(cell.window());
        TypedExpression filter = chance.oneIn(3) ? filter() : null;
        if (cell.argument() == null) {
            return new AggregateRule(cell.function(), window, null, filter, 0, Type.LONG, ORIGIN);
        }
        TypedExpression argument = argument(cell.argument());
        Type type = cell.function().result(argument.type()).orElseThrow();
        int offset = cell.function() == AggregateFunction.LAG ? chance.pick(List.of(1, 1, 2, 3, 1_000)) : 0;
        return new AggregateRule(cell.function(), window, argument, filter, offset, type, ORIGIN);
    }

    /** A column of the kind mostly, or an expression, which may be null or fail. */
    private TypedExpression argument(Type.Kind kind) {
        TypedExpression column = columnOf(kind);
        if (column == null || chance.oneIn(4)) {
            Type type = column == null ? expressions().type(kind) : column.type();
            return chance.oneIn(2)
                    ? expressions().failingSometimes(type)
                    : expressions().expression(type, DEPTH);
        }
        return column;
    }

    private TypedExpression filter() {
        TypedExpression column = columnOf(Type.Kind.BOOLEAN);
        if (chance.oneIn(8)) {
            return expressions().failingSometimes(Type.BOOLEAN);
        }
        return column == null || chance.oneIn(2) ? expressions().expression(Type.BOOLEAN, DEPTH) : column;
    }

    private @Nullable TypedExpression columnOf(Type.Kind kind) {
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < columns.size(); slot++) {
            if (columns.get(slot).type().kind() == kind) {
                slots.add(slot);
            }
        }
        return slots.isEmpty() ? null : expressions().column(chance.pick(slots));
    }

    private ExpressionGenerator expressions() {
        return new ExpressionGenerator(chance, columns);
    }
}
