package dev.forebay.testing.window;

import dev.forebay.testing.expression.ReferenceEvaluator;
import java.util.List;

/** The values of a grouping's columns. Keys are the same where the values compare as equal: NaN with NaN, -0.0 with 0.0. */
record WindowKey(List<Object> values) {
    WindowKey {
        values = List.copyOf(values);
    }

    boolean isSame(WindowKey other) {
        for (int i = 0; i < values.size(); i++) {
            if (ReferenceEvaluator.compare(values.get(i), other.values.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }
}
