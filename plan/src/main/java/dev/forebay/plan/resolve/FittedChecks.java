package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.Scalar;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Whether what was fitted is what the definition says. */
final class FittedChecks {
    private final Definition.TransformGroup group;
    private final Span fitted;
    private final Diagnostics into;

    FittedChecks(Definition.TransformGroup group, Span fitted, Diagnostics into) {
        this.group = group;
        this.fitted = fitted;
        this.into = into;
    }

    /** As many columns, and the same where their names are known. */
    void columns(FittedState state, List<String> columns) {
        if (state.features() != columns.size()) {
            into.add(
                    PlanCode.FITTED_COLUMN_COUNT,
                    fitted,
                    "the " + state.transformer() + " was fitted on " + Wording.counted(state.features(), "column")
                            + ", and '" + group.name().value() + "' has " + columns.size(),
                    state.featureNames().isEmpty()
                            ? "it was fitted without names, by " + state.producedBy()
                            : "fitted on: " + Wording.list(state.featureNames()),
                    "columns here: " + Wording.list(columns));
            return;
        }
        if (state.featureNames().isEmpty() || state.featureNames().equals(columns)) {
            return;
        }
        boolean reordered = new HashSet<>(state.featureNames()).equals(new HashSet<>(columns));
        into.add(
                PlanCode.FITTED_COLUMN_NAMES,
                fitted,
                "the " + state.transformer() + " was fitted on "
                        + (reordered ? "the same columns in another order" : "other columns"),
                "fitted on: " + String.join(", ", state.featureNames()),
                "columns here: " + String.join(", ", columns),
                reordered
                        ? "list them in the order they were fitted in"
                        : "a feature gives a column the name it was fitted under, such as "
                                + firstDifferent(state, columns));
    }

    private static String firstDifferent(FittedState state, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!state.featureNames().get(i).equals(columns.get(i))) {
                return state.featureNames().get(i) + ": " + columns.get(i);
            }
        }
        throw new IllegalArgumentException("no name differs");
    }

    void parameters(StandardScalerState state) {
        for (Map.Entry<Located<String>, Scalar> parameter :
                group.steps().get(0).parameters().entrySet()) {
            switch (parameter.getKey().value()) {
                case "with_mean" -> parameter(parameter.getKey(), parameter.getValue(), state.withMean());
                case "with_std" -> parameter(parameter.getKey(), parameter.getValue(), state.withStd());
                default -> {}
            }
        }
    }

    private void parameter(Located<String> name, Scalar written, boolean actual) {
        if (!written.text().equals(Boolean.toString(actual))) {
            into.add(
                    PlanCode.FITTED_OTHERWISE,
                    written.span(),
                    "'" + name.value() + "' is " + written.text() + " here, and the scaler was fitted with " + actual,
                    "write " + name.value() + ": " + actual + ", or fit it again");
        }
    }
}
