package dev.forebay.plan.fitted;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was fitted for one group of a definition.
 *
 * @param state the transformer, or several as one
 * @param columns the names of the columns that it was fitted on, in order; empty where it was fitted without names
 * @param precision of the arithmetic, which is that of the values it was fitted for
 * @param producedBy what fitted it, with its version, such as {@code scikit-learn 1.9.1}
 * @param until the cut-off of the fit: it saw no event at or after this time, and no target that was not known by then; null where nothing says
 */
public record FittedTransform(
        FittedState state,
        List<String> columns,
        Precision precision,
        String producedBy,
        @Nullable Instant until) {
    public FittedTransform {
        columns = List.copyOf(columns);
        if (!columns.isEmpty() && columns.size() != state.features()) {
            throw new IllegalArgumentException(
                    state.transformer() + " of " + state.features() + " columns with names " + columns);
        }
    }

    /** Fitted on nobody knows which events. */
    public FittedTransform(FittedState state, List<String> columns, Precision precision, String producedBy) {
        this(state, columns, precision, producedBy, null);
    }

    /** Fitted without names, in double. */
    public static FittedTransform of(FittedState state, String producedBy) {
        return new FittedTransform(state, List.of(), Precision.FLOAT64, producedBy);
    }
}
