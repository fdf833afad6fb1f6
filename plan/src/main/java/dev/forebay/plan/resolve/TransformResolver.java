package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.Scalar;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One group of transforms: its columns, its transformer, what was fitted. */
final class TransformResolver {
    private static final List<String> PARAMETERS = List.of("with_mean", "with_std", "copy");

    private final Scope scope;
    private final FittedStateLoader loader;
    private final Diagnostics into;

    TransformResolver(Scope scope, FittedStateLoader loader, Diagnostics into) {
        this.scope = scope;
        this.loader = loader;
        this.into = into;
    }

    /**
     * The step of a group; its output columns are bound though the step may be wrong.
     *
     * @param columns what it reads, groups among them replaced by their columns
     * @param owns whether an output column of that name is the group's
     */
    Optional<Plan.Step.Transform> resolve(
            Definition.TransformGroup group, List<Located<String>> columns, Predicate<String> owns) {
        if (columns.isEmpty()) {
            into.add(
                    PlanCode.TRANSFORM_COLUMNS,
                    group.name().span(),
                    "'" + group.name().value() + "' has no columns",
                    "columns: the columns that were fitted, in that order");
        }
        boolean known = isAvailable(group);
        FittedState state = known ? fitted(group, columns) : null;
        List<Integer> inputs = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        for (Located<String> column : columns) {
            Integer slot = input(column, group, known);
            if (slot == null) {
                continue;
            }
            inputs.add(slot);
            String name = column.value() + group.suffix();
            if (owns.test(name)) {
                outputs.add(scope.bind(
                        new Plan.Slot(name, Type.DOUBLE, scope.slot(slot).nullable(), Wording.origin(column.span()))));
            }
        }
        return state == null || outputs.size() < columns.size() || outputs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan.Step.Transform(
                        group.name().value(),
                        inputs,
                        outputs,
                        state,
                        Wording.origin(group.name().span())));
    }

    private @Nullable Integer input(Located<String> column, Definition.TransformGroup group, boolean known) {
        Taints.refuse(column, "no transform can read it", scope, into);
        Integer slot = scope.slotOf(column.value());
        if (slot == null) {
            if (!scope.isBroken(column.value())) {
                into.add(
                        PlanCode.UNKNOWN_COLUMN,
                        column.span(),
                        "unknown column '" + column.value() + "'",
                        Wording.namesAndNearest("columns here", column.value(), others(group)));
            }
            return null;
        }
        Type type = scope.slot(slot).type();
        if (known && !type.isNumeric()) {
            into.add(
                    PlanCode.TRANSFORM_INPUT_TYPE,
                    column.span(),
                    "'" + group.name().value() + "' scales numbers, and '" + column.value() + "' is a " + type,
                    switch (type.kind()) {
                        case BOOLEAN -> "a feature CAST(" + column.value() + " AS double) is a number";
                        case STRING ->
                            "a feature CAST(" + column.value()
                                    + " AS double) is a number if the text is one; encoders of texts are not yet available";
                        case TIMESTAMP, DATE -> "features such as HOUR(" + column.value() + ") are numbers";
                        case LONG, DOUBLE, DECIMAL -> "";
                    });
        }
        return slot;
    }

    /** The columns that the group does not make itself. */
    private List<String> others(Definition.TransformGroup group) {
        List<String> own = scope.group(group.name().value());
        return scope.names().stream()
                .filter(name -> own == null || !own.contains(name))
                .toList();
    }

    private boolean isAvailable(Definition.TransformGroup group) {
        boolean available = true;
        for (Definition.TransformStep step : group.steps()) {
            available &= isAvailable(step);
        }
        if (group.steps().size() != 1) {
            into.add(
                    PlanCode.TRANSFORM_STEPS,
                    group.name().span(),
                    "'" + group.name().value() + "' has "
                            + Wording.counted(group.steps().size(), "step"),
                    "one step is available, such as steps: [StandardScaler: {}]; several in a row come in a later version",
                    "until then the columns of one group can be columns of the next");
            return false;
        }
        return available;
    }

    private boolean isAvailable(Definition.TransformStep step) {
        String name = step.transformer().value();
        if (Transformers.AVAILABLE.contains(name)) {
            return hasParameters(step);
        }
        if (Transformers.LATER.contains(name)) {
            into.add(
                    PlanCode.TRANSFORMER_NOT_AVAILABLE,
                    step.transformer().span(),
                    "the transformer " + name + " is not yet available",
                    "available: " + Wording.list(Transformers.AVAILABLE));
            return false;
        }
        List<String> notes = new ArrayList<>();
        notes.add("available: " + Wording.list(Transformers.AVAILABLE));
        List<String> known = new ArrayList<>(Transformers.AVAILABLE);
        known.addAll(Transformers.LATER);
        NearestName.of(name, known)
                .ifPresent(near -> notes.add("did you mean " + near + "?"
                        + (Transformers.LATER.contains(near) ? " It is not yet available" : "")));
        into.add(
                PlanCode.UNKNOWN_TRANSFORMER,
                step.transformer().span(),
                "unknown transformer '" + name + "'",
                notes.toArray(String[]::new));
        return false;
    }

    private boolean hasParameters(Definition.TransformStep step) {
        boolean fine = true;
        for (Map.Entry<Located<String>, Scalar> parameter : step.parameters().entrySet()) {
            Located<String> name = parameter.getKey();
            if (!PARAMETERS.contains(name.value())) {
                into.add(
                        PlanCode.TRANSFORMER_PARAMETER,
                        name.span(),
                        step.transformer().value() + " has no parameter '" + name.value() + "'",
                        Wording.namesAndNearest("its parameters", name.value(), PARAMETERS));
                fine = false;
            } else if (parameter.getValue().kind() != Scalar.Kind.BOOLEAN) {
                into.add(
                        PlanCode.TRANSFORMER_PARAMETER,
                        parameter.getValue().span(),
                        "'" + name.value() + "' must be true or false, found '"
                                + parameter.getValue().text() + "'");
                fine = false;
            }
        }
        return fine;
    }

    private @Nullable FittedState fitted(Definition.TransformGroup group, List<Located<String>> columns) {
        Located<String> path = group.fitted();
        if (path == null) {
            into.add(
                    PlanCode.NOT_FITTED,
                    group.name().span(),
                    "'" + group.name().value() + "' is not fitted",
                    howToFit(group),
                    "then say where it is: fitted: " + group.name().value() + ".pkl");
            return null;
        }
        FittedStateLoader.Loaded loaded = loader.load(path);
        loaded.mistakes().forEach(into::add);
        FittedState state = loaded.state();
        if (state == null) {
            if (loaded.mistakes().isEmpty()) {
                into.add(
                        PlanCode.NOT_FITTED,
                        path.span(),
                        "there is no fitted state '" + path.value() + "'",
                        "the path is relative to the definition",
                        howToFit(group));
            }
            return null;
        }
        FittedChecks checks = new FittedChecks(group, path.span(), into);
        checks.columns(state, columns.stream().map(Located::value).toList());
        if (state instanceof StandardScalerState scaler) {
            checks.parameters(scaler);
        }
        return state;
    }

    private static String howToFit(Definition.TransformGroup group) {
        return "fit it in Python and save it: joblib.dump(StandardScaler().fit(X), '"
                + group.name().value() + ".pkl'), X having the columns in the same order";
    }
}
