package dev.forebay.testing.oracle;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.generate.AggregateCell;
import dev.forebay.testing.generate.WindowKind;
import dev.forebay.types.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What generated streams exercised of windows, against all there is: every aggregate of every type over every kind of window with a
 * value; every aggregate with every outcome it can have, with and without a filter; every kind of window on late and on incomplete
 * events, in both orders; keys of every type and of several columns.
 */
final class WindowCoverage {
    private final Set<String> seen = new HashSet<>();

    /** What the results of a plan exercised. */
    void add(Plan plan, List<ReferenceResult> results) {
        for (ReferenceResult result : results) {
            for (int i = 0; i < result.aggregates().size(); i++) {
                add(
                        plan,
                        plan.windowing().aggregates().get(i),
                        result.aggregates().get(i),
                        result);
            }
        }
    }

    private void add(Plan plan, AggregateRule rule, @Nullable Object value, ReferenceResult result) {
        Windowing windowing = plan.windowing();
        WindowRule window = windowing.windows().get(rule.window());
        WindowKind kind = WindowKind.of(window);
        boolean isSomething = value != null && !(value instanceof Failure) && !value.equals(0L);
        if (isSomething) {
            Type.Kind argument =
                    rule.argument() == null ? null : rule.argument().type().kind();
            seen.add(cell(new AggregateCell(rule.function(), argument, kind)));
            seen.add(cell(kind, plan.event().ordersByTime(), flags(result)));
            List<Integer> keys = windowing.groupings().get(window.grouping()).keySlots();
            keys.forEach(
                    slot -> seen.add("key of " + plan.columns().get(slot).type().kind()));
            seen.add(cell(keys.size(), keys.get(0) >= plan.fields().size()));
        }
        seen.add(cell(rule.function(), rule.filter() != null, outcome(value)));
    }

    private static String flags(ReferenceResult result) {
        return result.late() ? "late" : result.incomplete() ? "incomplete" : "on time";
    }

    private static String outcome(@Nullable Object value) {
        if (value instanceof Failure failure) {
            return failure.inherited() ? "PASSED_ON" : "FAILURE";
        }
        if (value instanceof Double real && !Double.isFinite(real)) {
            return real.isNaN() ? "NAN" : "INFINITE";
        }
        return value == null ? "NULL" : "VALUE";
    }

    /** The cells that nothing exercised. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(all());
        missing.removeAll(seen);
        return missing;
    }

    /** How many cells there are. */
    static int size() {
        return all().size();
    }

    private static Set<String> all() {
        Set<String> all = new HashSet<>();
        AggregateCell.ALL.forEach(cell -> all.add(cell(cell)));
        for (WindowKind kind : WindowKind.values()) {
            for (String flags : List.of("late", "incomplete", "on time")) {
                all.add(cell(kind, false, flags));
                all.add(cell(kind, true, flags));
            }
        }
        for (Type.Kind kind : Type.Kind.values()) {
            all.add("key of " + kind);
        }
        for (int columns = 1; columns <= 3; columns++) {
            all.add(cell(columns, false));
            all.add(cell(columns, true));
        }
        for (AggregateFunction function : AggregateFunction.values()) {
            for (boolean filtered : List.of(false, true)) {
                addOutcomes(function, filtered, all);
            }
        }
        return all;
    }

    private static void addOutcomes(AggregateFunction function, boolean filtered, Set<String> all) {
        all.add(cell(function, filtered, "VALUE"));
        all.add(cell(function, filtered, "FAILURE"));
        all.add(cell(function, filtered, "PASSED_ON"));
        if (!function.isCount()) {
            all.add(cell(function, filtered, "NULL"));
            all.add(cell(function, filtered, "NAN"));
            all.add(cell(function, filtered, "INFINITE"));
        }
    }

    private static String cell(AggregateCell cell) {
        return cell.function() + " of " + cell.argument() + " over " + cell.window();
    }

    private static String cell(WindowKind kind, boolean byTime, String flags) {
        return kind + (byTime ? " by time " : " as read ") + flags;
    }

    private static String cell(int keyColumns, boolean computed) {
        return "key of " + keyColumns + " columns, the first " + (computed ? "computed" : "a field");
    }

    private static String cell(AggregateFunction function, boolean filtered, String outcome) {
        return function + (filtered ? " with filter " : " ") + outcome;
    }
}
