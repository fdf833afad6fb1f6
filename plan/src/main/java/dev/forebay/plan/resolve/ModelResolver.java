package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.Plan;
import dev.forebay.plan.model.ModelContract;
import dev.forebay.plan.model.ModelContract.Element;
import dev.forebay.plan.model.ModelContract.Tensor;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code model}: whether it takes the vector, and which columns it makes. */
final class ModelResolver {
    /** What the one number of a model is called unless it is called otherwise. */
    private static final String PREDICTION = "prediction";

    private static final Pattern SOURCE = Pattern.compile("(.+?)(?:\\[(\\d{1,9})\\])?");

    private final Definition.Model model;
    private final Scope scope;
    private final FittedStateLoader loader;
    private final Diagnostics into;

    ModelResolver(Definition.Model model, Scope scope, FittedStateLoader loader, Diagnostics into) {
        this.model = model;
        this.scope = scope;
        this.loader = loader;
        this.into = into;
    }

    /**
     * The step of the model; its columns are bound though it may be wrong.
     *
     * @param vector what the model gets
     */
    Optional<Plan.Step.Score> resolve(List<Plan.OutputColumn> vector) {
        ModelContract contract = contract();
        List<Definition.ModelOutput> wanted = contract == null ? model.outputs() : wanted(contract);
        List<Integer> outputs = new ArrayList<>();
        List<Plan.Step.Score.Source> sources = new ArrayList<>();
        Set<String> own = new HashSet<>();
        for (Definition.ModelOutput output : wanted) {
            String name = output.column().value();
            if (scope.slotOf(name) != null || scope.group(name) != null || !own.add(name)) {
                into.add(
                        PlanCode.NAME_TAKEN,
                        output.column().span(),
                        "the model makes a column '" + name + "', and there is one already",
                        "another name would do: model: {outputs: {" + name + "_2: "
                                + output.from().value() + "}}");
                continue;
            }
            outputs.add(scope.bind(new Plan.Slot(
                    name,
                    Type.DOUBLE,
                    model.takesMissing(),
                    Wording.origin(output.column().span()))));
            if (contract != null) {
                source(output.from(), contract).ifPresent(sources::add);
            }
        }
        List<Integer> places = contract == null ? List.of() : places(contract, vector);
        if (contract == null || sources.size() < wanted.size() || outputs.isEmpty() || places.size() < vector.size()) {
            return Optional.empty();
        }
        return Optional.of(new Plan.Step.Score(
                vector.stream().map(Plan.OutputColumn::slot).toList(),
                places,
                outputs,
                sources,
                model.takesMissing(),
                contract,
                Wording.origin(model.span())));
    }

    private @Nullable ModelContract contract() {
        FittedStateLoader.LoadedModel loaded = loader.model(model.onnx());
        loaded.mistakes().forEach(into::add);
        if (loaded.contract() == null && loaded.mistakes().isEmpty()) {
            into.add(
                    PlanCode.MODEL_MISSING,
                    model.onnx().span(),
                    "there is no model '" + model.onnx().value() + "'",
                    "the path is relative to the definition");
        }
        return loaded.contract();
    }

    /** What is written; otherwise the one number that the model gives. */
    private List<Definition.ModelOutput> wanted(ModelContract contract) {
        if (!model.outputs().isEmpty()) {
            return model.outputs();
        }
        List<Tensor> single = contract.outputs().stream()
                .filter(output -> isReal(output) && output.width() == 1)
                .toList();
        if (single.size() == 1) {
            return List.of(new Definition.ModelOutput(
                    new Located<>(PREDICTION, model.span()),
                    new Located<>(single.get(0).name(), model.span())));
        }
        into.add(
                PlanCode.MODEL_OUTPUT,
                model.span(),
                "the model gives " + (single.isEmpty() ? "no output of one number" : "several outputs of one number")
                        + ", so that it must be said which is meant",
                "its outputs: " + words(contract.outputs()),
                "such as outputs: {" + PREDICTION + ": \"" + suggestion(contract) + "\"}");
        return List.of();
    }

    private static boolean isReal(Tensor output) {
        return output.element() == Element.FLOAT || output.element() == Element.DOUBLE;
    }

    /** The probability of the second class is what most mean. */
    private static String suggestion(ModelContract contract) {
        return contract.outputs().stream()
                .filter(output -> isReal(output) && output.width() != 0)
                .findFirst()
                .map(output -> output.name() + (output.width() == 1 ? "" : "[1]"))
                .orElse(
                        contract.outputs().isEmpty()
                                ? "output"
                                : contract.outputs().get(0).name());
    }

    private static String words(List<Tensor> tensors) {
        return String.join("; ", tensors.stream().map(Tensor::words).toList());
    }

    private Optional<Plan.Step.Score.Source> source(Located<String> from, ModelContract contract) {
        Matcher matcher = SOURCE.matcher(from.value());
        String name = matcher.matches() ? matcher.group(1) : from.value();
        String position = matcher.matches() ? matcher.group(2) : null;
        for (int i = 0; i < contract.outputs().size(); i++) {
            Tensor output = contract.outputs().get(i);
            if (output.name().equals(name)) {
                return position(from, output, position)
                        .map(at -> new Plan.Step.Score.Source(placeOf(contract, output), at));
            }
        }
        into.add(
                PlanCode.MODEL_OUTPUT,
                from.span(),
                "the model has no output '" + name + "'",
                "its outputs: " + words(contract.outputs()));
        return Optional.empty();
    }

    private static int placeOf(ModelContract contract, Tensor output) {
        return contract.outputs().indexOf(output);
    }

    private Optional<Integer> position(Located<String> from, Tensor output, @Nullable String position) {
        int at = position == null ? 0 : Integer.parseInt(position);
        boolean isNumber = output.element() != Element.OTHER && output.width() != 0;
        boolean fits = isNumber && (output.width() < 0 ? position != null : at < output.width());
        boolean isOpen = isNumber && position == null && output.width() > 1;
        if (fits && !isOpen) {
            return Optional.of(at);
        }
        into.add(
                PlanCode.MODEL_OUTPUT,
                from.span(),
                !isNumber
                        ? "the output '" + output.name() + "' has no numbers for each event"
                        : isOpen || output.width() < 0
                                ? "the output '" + output.name() + "' has several numbers for each event"
                                : "the output '" + output.name() + "' has no number " + at,
                "it is " + output.words(),
                isNumber
                        ? "positions begin with 0: " + output.name() + "[0]"
                        : "of a classifier of scikit-learn: convert it with zipmap=False, so that probabilities are a tensor");
        return Optional.empty();
    }

    /** Where the model takes each column of the vector. */
    private List<Integer> places(ModelContract contract, List<Plan.OutputColumn> vector) {
        List<String> names =
                vector.stream().map(column -> column.column().name()).toList();
        boolean numbers = contract.inputs().stream().allMatch(ModelResolver::isReal);
        if (numbers && contract.inputs().size() == 1) {
            long width = contract.inputs().get(0).width();
            if (width < 0 || (width == names.size() && width > 0)) {
                return java.util.stream.IntStream.range(0, names.size()).boxed().toList();
            }
        } else if (numbers) {
            List<String> inputs = contract.inputs().stream().map(Tensor::name).toList();
            boolean eachOne = contract.inputs().stream().allMatch(input -> input.width() == 1);
            if (eachOne && inputs.size() == names.size() && new HashSet<>(inputs).equals(new HashSet<>(names))) {
                return names.stream().map(inputs::indexOf).toList();
            }
        }
        into.add(
                PlanCode.MODEL_INPUT,
                model.onnx().span(),
                "the model does not take the vector, which has " + Wording.counted(names.size(), "number"),
                "the model takes: " + words(contract.inputs()),
                "the vector: " + String.join(", ", names),
                "one input of as many floats or doubles as the vector has, or one input of one number for each, by name");
        return List.of();
    }
}
