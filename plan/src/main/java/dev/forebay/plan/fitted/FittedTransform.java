package dev.forebay.plan.fitted;

import java.util.List;

/**
 * What was fitted for one group of a definition.
 *
 * @param state the transformer, or several as one
 * @param columns the names of the columns that it was fitted on, in order; empty where it was fitted without names
 * @param precision of the arithmetic, which is that of the values it was fitted for
 * @param producedBy what fitted it, with its version, such as {@code scikit-learn 1.9.1}
 */
public record FittedTransform(FittedState state, List<String> columns, Precision precision, String producedBy) {
    public FittedTransform {
        columns = List.copyOf(columns);
        if (!columns.isEmpty() && columns.size() != state.features()) {
            throw new IllegalArgumentException(
                    state.transformer() + " of " + state.features() + " columns with names " + columns);
        }
    }

    /** Fitted without names, in double. */
    public static FittedTransform of(FittedState state, String producedBy) {
        return new FittedTransform(state, List.of(), Precision.FLOAT64, producedBy);
    }
}
