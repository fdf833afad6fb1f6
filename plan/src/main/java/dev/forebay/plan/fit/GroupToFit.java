package dev.forebay.plan.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of a definition that is to be fitted.
 *
 * @param columns the columns that its first step sees, in order
 * @param steps at least one
 * @param target the column that a TargetEncoder encodes with; null where there is none
 * @param targetKnownAfterMicros how long after its event the target becomes known; 0 where it comes with the event
 */
public record GroupToFit(
        String name,
        List<String> columns,
        List<FitStep> steps,
        @Nullable String target,
        long targetKnownAfterMicros) {
    public GroupToFit {
        columns = List.copyOf(columns);
        steps = List.copyOf(steps);
    }
}
