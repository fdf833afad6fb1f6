package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.Parameter;
import dev.forebay.definition.Scalar;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Whether what was fitted is what the definition says. */
final class FittedChecks {
    private final Definition.TransformGroup group;
    private final Span place;
    private final Diagnostics into;

    FittedChecks(Definition.TransformGroup group, Span place, Diagnostics into) {
        this.group = group;
        this.place = place;
        this.into = into;
    }

    /** As many columns, and the same where their names are known; false after telling otherwise. */
    boolean columns(FittedTransform fitted, List<String> columns) {
        FittedState state = fitted.state();
        if (state.features() != columns.size()) {
            into.add(
                    PlanCode.FITTED_COLUMN_COUNT,
                    place,
                    "the " + state.transformer() + " was fitted on " + Wording.counted(state.features(), "column")
                            + ", and '" + group.name().value() + "' has " + columns.size(),
                    fitted.columns().isEmpty()
                            ? "it was fitted without names, by " + fitted.producedBy()
                            : "fitted on: " + Wording.list(fitted.columns()),
                    "columns here: " + Wording.list(columns));
            return false;
        }
        if (fitted.columns().isEmpty() || fitted.columns().equals(columns)) {
            return true;
        }
        boolean reordered = new HashSet<>(fitted.columns()).equals(new HashSet<>(columns));
        into.add(
                PlanCode.FITTED_COLUMN_NAMES,
                place,
                "the " + state.transformer() + " was fitted on "
                        + (reordered ? "the same columns in another order" : "other columns"),
                "fitted on: " + String.join(", ", fitted.columns()),
                "columns here: " + String.join(", ", columns),
                reordered
                        ? "list them in the order they were fitted in"
                        : "a feature gives a column the name it was fitted under, such as "
                                + firstDifferent(fitted, columns));
        return false;
    }

    private static String firstDifferent(FittedTransform fitted, List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!fitted.columns().get(i).equals(columns.get(i))) {
                return fitted.columns().get(i) + ": " + columns.get(i);
            }
        }
        throw new IllegalArgumentException("no name differs");
    }

    /** The written steps are the fitted ones, in order, with the parameters that are written; false after telling otherwise. */
    boolean steps(FittedState state) {
        if (group.steps().isEmpty()) {
            return true;
        }
        List<FittedState> fitted = state instanceof PipelineState pipeline
                ? pipeline.steps().stream().map(PipelineState.Step::state).toList()
                : List.of(state);
        List<String> names = fitted.stream().map(FittedState::transformer).toList();
        List<String> written =
                group.steps().stream().map(step -> step.transformer().value()).toList();
        if (!names.equals(written)) {
            into.add(
                    PlanCode.TRANSFORM_STEPS,
                    place,
                    "what was fitted is " + String.join(", then ", names) + ", and '"
                            + group.name().value() + "' has " + String.join(", then ", written),
                    "write the steps that were fitted, or leave 'steps' out: the file says them",
                    "or fit it again");
            return false;
        }
        for (int i = 0; i < fitted.size(); i++) {
            if (fitted.get(i) instanceof StandardScalerState scaler) {
                parameters(group.steps().get(i), scaler);
            }
        }
        return true;
    }

    private void parameters(Definition.TransformStep step, StandardScalerState state) {
        for (Map.Entry<Located<String>, Parameter> parameter : step.parameters().entrySet()) {
            switch (parameter.getKey().value()) {
                case "with_mean" -> parameter(parameter.getKey(), parameter.getValue(), state.withMean());
                case "with_std" -> parameter(parameter.getKey(), parameter.getValue(), state.withStd());
                default -> {}
            }
        }
    }

    private void parameter(Located<String> name, Parameter written, boolean actual) {
        if (!written.is(Scalar.Kind.BOOLEAN)) {
            into.add(
                    PlanCode.TRANSFORMER_PARAMETER,
                    written.span(),
                    "'" + name.value() + "' must be true or false, found '" + written.text() + "'");
        } else if (!written.text().equals(Boolean.toString(actual))) {
            into.add(
                    PlanCode.FITTED_OTHERWISE,
                    written.span(),
                    "'" + name.value() + "' is " + written.text() + " here, and the scaler was fitted with " + actual,
                    "write " + name.value() + ": " + actual + ", or fit it again");
        }
    }
}
