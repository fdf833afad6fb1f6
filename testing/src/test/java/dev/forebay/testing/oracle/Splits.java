package dev.forebay.testing.oracle;

import dev.forebay.testing.generate.Chance;
import java.util.ArrayList;
import java.util.List;

/** Ways to cut rows into batches. */
final class Splits {
    private Splits() {}

    /** Batches of {@code capacity} rows, the last one shorter. */
    static List<Integer> even(int rows, int capacity) {
        List<Integer> cuts = new ArrayList<>();
        for (int at = capacity; at < rows; at += capacity) {
            cuts.add(at);
        }
        cuts.add(rows);
        return cuts;
    }

    /** Batches of any size up to {@code capacity}. */
    static List<Integer> random(Chance chance, int rows, int capacity) {
        List<Integer> cuts = new ArrayList<>();
        int at = 0;
        while (at < rows) {
            at = Math.min(rows, at + chance.between(1, capacity));
            cuts.add(at);
        }
        return cuts;
    }
}
