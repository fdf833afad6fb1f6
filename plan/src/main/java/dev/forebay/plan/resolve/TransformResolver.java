package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One group of transforms: its columns, its transformers, what was fitted. */
final class TransformResolver {
    private final Scope scope;
    private final GroupStates states;
    private final Diagnostics into;

    TransformResolver(Scope scope, GroupStates states, Diagnostics into) {
        this.scope = scope;
        this.states = states;
        this.into = into;
    }

    /**
     * The step of a group; its output columns are bound though the step may be wrong.
     *
     * @param columns what it reads, groups among them replaced by their columns
     * @param named the columns it makes, as far as they are known
     * @param owns whether an output column of that name is the group's
     */
    Optional<Plan.Step.Transform> resolve(
            Definition.TransformGroup group,
            List<Located<String>> columns,
            List<Located<String>> named,
            Predicate<String> owns) {
        if (columns.isEmpty()) {
            into.add(
                    PlanCode.TRANSFORM_COLUMNS,
                    group.name().span(),
                    "'" + group.name().value() + "' has no columns",
                    "columns: the columns that were fitted, in that order");
        }
        boolean known = isAvailable(group);
        FittedTransform fitted = known ? fitted(group, columns) : null;
        List<Integer> inputs = new ArrayList<>();
        List<BlockColumn> block = new ArrayList<>();
        for (Located<String> column : columns) {
            Integer slot = input(column, group, known);
            if (slot != null) {
                inputs.add(slot);
                block.add(BlockColumn.input(
                        block.size(), column.value(), kind(scope.slot(slot).type())));
            }
        }
        List<BlockColumn> made =
                fitted == null || inputs.size() < columns.size() ? null : made(fitted, group, columns, block);
        List<Integer> outputs = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (owns.test(named.get(i).value())) {
                outputs.add(bind(named.get(i), made == null || made.size() <= i ? null : made.get(i), inputs));
            }
        }
        return fitted == null || made == null || outputs.size() < made.size() || outputs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plan.Step.Transform(
                        group.name().value(),
                        inputs,
                        outputs,
                        fitted,
                        Wording.origin(group.name().span())));
    }

    /** What can be told of a group that reads columns which nobody knows yet. */
    void tellUnfitted(Definition.TransformGroup group) {
        if (isAvailable(group) && group.fitted() == null && states.load(group).fitted() == null) {
            notFitted(group);
        }
    }

    private int bind(Located<String> name, @Nullable BlockColumn made, List<Integer> inputs) {
        boolean nullable = made == null
                || made.from().stream().anyMatch(i -> scope.slot(inputs.get(i)).nullable());
        Type type = made != null && made.kind() == BlockColumn.Kind.TEXTS ? Type.STRING : Type.DOUBLE;
        return scope.bind(new Plan.Slot(name.value(), type, nullable, Wording.origin(name.span())));
    }

    private static BlockColumn.Kind kind(Type type) {
        return type.kind() == Type.Kind.STRING ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS;
    }

    /** What comes out; null after telling why it cannot. */
    private @Nullable List<BlockColumn> made(
            FittedTransform fitted,
            Definition.TransformGroup group,
            List<Located<String>> columns,
            List<BlockColumn> block) {
        if (fitted.state().features() != block.size()) {
            return null;
        }
        try {
            return fitted.state().outputs(block);
        } catch (UnfitInputException e) {
            Located<String> column = columns.get(e.column());
            boolean isText = block.get(e.column()).kind() == BlockColumn.Kind.TEXTS;
            into.add(
                    PlanCode.TRANSFORM_INPUT_TYPE,
                    column.span(),
                    "in '" + group.name().value() + "' " + e.getMessage() + ", and '" + column.value() + "' is "
                            + (isText ? "a string" : "a number"),
                    isText
                            ? "a feature CAST(" + column.value()
                                    + " AS double) is a number if the text is one; OneHotEncoder and OrdinalEncoder encode texts"
                            : "a feature CAST(" + column.value() + " AS string) is a text");
            return null;
        }
    }

    private @Nullable Integer input(Located<String> column, Definition.TransformGroup group, boolean known) {
        if (states.load(group).fitted() == null) {
            // What a group is fitted on may be the target; the fit says what of that leaks.
            Taints.refuse(column, "no transform can read it", scope, into);
        } else {
            Taints.refuseAnswer(column.value(), column.span(), "no transform can read it", scope, into);
        }
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
        if (known && (type.kind() == Type.Kind.TIMESTAMP || type.kind() == Type.Kind.DATE)) {
            into.add(
                    PlanCode.TRANSFORM_INPUT_TYPE,
                    column.span(),
                    "'" + group.name().value() + "' takes numbers and texts, and '" + column.value() + "' is a " + type,
                    "features such as HOUR(" + column.value() + ") are numbers");
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
        if (group.steps().isEmpty() && group.fitted() == null && isUnknown(states.load(group))) {
            into.add(
                    PlanCode.TRANSFORM_STEPS,
                    group.name().span(),
                    "'" + group.name().value() + "' has neither steps nor a fitted file that says them",
                    "such as steps: [StandardScaler: {}]",
                    "those of a pickle come with it: fitted: prep.pkl, or forebay import and --fitted");
            return false;
        }
        return available;
    }

    private static boolean isUnknown(FittedStateLoader.Loaded loaded) {
        return loaded.fitted() == null && loaded.mistakes().isEmpty();
    }

    private boolean isAvailable(Definition.TransformStep step) {
        String name = step.transformer().value();
        if (Transformers.AVAILABLE.contains(name)) {
            return hasParameters(step);
        }
        if (Transformers.COMPOSITE.contains(name)) {
            into.add(
                    PlanCode.TRANSFORMER_NOT_AVAILABLE,
                    step.transformer().span(),
                    "a " + name + " is not written as a step",
                    "several steps are a Pipeline, several groups are a ColumnTransformer",
                    "without steps, fitted: prep.pkl brings a whole " + name);
            return false;
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
        List<String> parameters = Transformers.parametersOf(step.transformer().value());
        for (Located<String> name : step.parameters().keySet()) {
            if (!parameters.contains(name.value())) {
                into.add(
                        PlanCode.TRANSFORMER_PARAMETER,
                        name.span(),
                        step.transformer().value() + " has no parameter '" + name.value() + "'",
                        Wording.namesAndNearest("its parameters", name.value(), parameters));
                fine = false;
            }
        }
        return fine;
    }

    private @Nullable FittedTransform fitted(Definition.TransformGroup group, List<Located<String>> columns) {
        Located<String> path = group.fitted();
        FittedStateLoader.Loaded loaded = states.load(group);
        loaded.mistakes().forEach(into::add);
        FittedTransform fitted = loaded.fitted();
        if (fitted == null) {
            if (loaded.mistakes().isEmpty() && path == null) {
                notFitted(group);
            } else if (loaded.mistakes().isEmpty() && path != null) {
                into.add(
                        PlanCode.NOT_FITTED,
                        path.span(),
                        "there is no fitted state '" + path.value() + "'",
                        "the path is relative to the definition",
                        howToFit(group));
            }
            return null;
        }
        FittedChecks checks =
                new FittedChecks(group, path == null ? group.name().span() : path.span(), into);
        boolean fits =
                checks.columns(fitted, columns.stream().map(Located::value).toList());
        boolean same = checks.steps(fitted.state());
        return fits && same ? fitted : null;
    }

    private void notFitted(Definition.TransformGroup group) {
        into.add(
                PlanCode.NOT_FITTED,
                group.name().span(),
                "'" + group.name().value() + "' is not fitted",
                "forebay fit FILE --from HISTORY --to DIR fits it; then say where the state is: --fitted DIR",
                "or " + howToFit(group),
                "and then write where it is: fitted: " + group.name().value() + ".pkl");
    }

    private static String howToFit(Definition.TransformGroup group) {
        String first = group.steps().isEmpty()
                ? "StandardScaler"
                : group.steps().get(0).transformer().value();
        return "fit it in Python and save it: joblib.dump(" + first + "().fit(X), '"
                + group.name().value() + ".pkl'), X having the columns in the same order";
    }
}
