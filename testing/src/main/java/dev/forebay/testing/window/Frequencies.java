package dev.forebay.testing.window;

import dev.forebay.testing.expression.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Different values and how often each occurs; equal are those that compare as equal. */
final class Frequencies {
    private final List<Object> values = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    private Frequencies() {}

    static Frequencies of(List<@Nullable Object> values) {
        Frequencies frequencies = new Frequencies();
        for (Object value : values) {
            if (value != null) {
                frequencies.add(value);
            }
        }
        return frequencies;
    }

    private void add(Object value) {
        for (int i = 0; i < values.size(); i++) {
            if (ReferenceEvaluator.compare(values.get(i), value) == 0) {
                counts.set(i, counts.get(i) + 1);
                return;
            }
        }
        values.add(value);
        counts.add(1);
    }

    int size() {
        return values.size();
    }

    /** The most frequent value; of equally frequent ones the smallest. */
    Object mostFrequent() {
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            int byCount = Integer.compare(counts.get(i), counts.get(best));
            boolean smaller = ReferenceEvaluator.compare(values.get(i), values.get(best)) < 0;
            if (byCount > 0 || (byCount == 0 && smaller)) {
                best = i;
            }
        }
        return values.get(best);
    }
}
