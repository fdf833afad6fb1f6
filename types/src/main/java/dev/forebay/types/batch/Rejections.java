package dev.forebay.types.batch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasons against the rows of a batch. A row with a reason is rejected. One thread at a time. */
public final class Rejections {
    private final boolean[] rejected;
    private final List<@Nullable List<Reason>> byRow = new ArrayList<>();
    private int count;
    private int highestRow = -1;

    Rejections(int capacity) {
        this.rejected = new boolean[capacity];
    }

    /** Adds a reason against {@code row}; the order in which they are added is the order in which they are told. */
    public void add(int row, Reason reason) {
        while (byRow.size() <= row) {
            byRow.add(null);
        }
        List<Reason> reasons = byRow.get(row);
        if (reasons == null) {
            reasons = new ArrayList<>(2);
            byRow.set(row, reasons);
        }
        reasons.add(reason);
        if (!rejected[row]) {
            rejected[row] = true;
            count++;
            highestRow = Math.max(highestRow, row);
        }
    }

    public boolean isRejected(int row) {
        return rejected[row];
    }

    /** How many rows have at least one reason. */
    public int count() {
        return count;
    }

    /** The reasons against {@code row}; empty where there is none. */
    public List<Reason> of(int row) {
        List<Reason> reasons = row < byRow.size() ? byRow.get(row) : null;
        return reasons == null ? List.of() : List.copyOf(reasons);
    }

    void clear() {
        for (int row = 0; row <= highestRow; row++) {
            rejected[row] = false;
        }
        byRow.clear();
        count = 0;
        highestRow = -1;
    }
}
