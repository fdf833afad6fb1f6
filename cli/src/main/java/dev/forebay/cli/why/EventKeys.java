package dev.forebay.cli.why;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.plan.Plan;
import dev.forebay.plan.window.Grouping;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of one event, and which other events have them. Keys are compared as values: NaN is one key, and -0.0 is 0.0. */
final class EventKeys {
    private final Plan plan;
    private final CompiledPipeline event;
    private final int row;

    /** @param event holds the event in {@code row}, prepared for windows, for as long as this is used */
    EventKeys(Plan plan, CompiledPipeline event, int row) {
        this.plan = plan;
        this.event = event;
        this.row = row;
    }

    /** Whether another event has the same key; never where a part of it is null. */
    boolean isShared(int grouping, CompiledPipeline other, int otherRow) {
        Grouping by = plan.windowing().groupings().get(grouping);
        for (int slot : by.keySlots()) {
            if (!isSame(event.column(slot), row, other.column(slot), otherRow)) {
                return false;
            }
        }
        return true;
    }

    /** Whether another event shares any key. */
    boolean isAnyShared(CompiledPipeline other, int otherRow) {
        for (int grouping = 0; grouping < plan.windowing().groupings().size(); grouping++) {
            if (isShared(grouping, other, otherRow)) {
                return true;
            }
        }
        return false;
    }

    /** A grouping's columns with the event's values. */
    Map<String, TracedValue> of(int grouping) {
        Map<String, TracedValue> key = new LinkedHashMap<>();
        for (int slot : plan.windowing().groupings().get(grouping).keySlots()) {
            key.put(plan.columns().get(slot).name(), TracedValue.of(event.column(slot), row));
        }
        return key;
    }

    private static boolean isSame(Vector a, int rowA, Vector b, int rowB) {
        if (!a.isValid(rowA) || !b.isValid(rowB)) {
            return false;
        }
        if (a instanceof LongVector x && b instanceof LongVector y) {
            return x.values[rowA] == y.values[rowB];
        }
        if (a instanceof StringVector x && b instanceof StringVector y) {
            return x.length[rowA] == y.length[rowB]
                    && Arrays.equals(
                            x.arena[rowA].bytes,
                            x.start[rowA],
                            x.start[rowA] + x.length[rowA],
                            y.arena[rowB].bytes,
                            y.start[rowB],
                            y.start[rowB] + y.length[rowB]);
        }
        if (a instanceof DoubleVector x && b instanceof DoubleVector y) {
            // Adding 0.0 makes 0.0 of -0.0.
            return Double.compare(x.values[rowA] + 0.0, y.values[rowB] + 0.0) == 0;
        }
        return ((BooleanVector) a).values[rowA] == ((BooleanVector) b).values[rowB];
    }
}
