package dev.forebay.sklearn;

import dev.forebay.plan.fitted.ColumnTransformerState;
import dev.forebay.plan.fitted.FeatureUnionState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.OneHotEncoderState;
import dev.forebay.plan.fitted.PassthroughState;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.sklearn.diagnostic.Quoted;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The state of what holds other transformers. What one of them is refused for is told with its place. A model at the end of a pipeline is cut
 * off: what a model eats is what is wanted.
 *
 * <p><b>Source</b>: scikit-learn 1.9.1, {@code sklearn/pipeline.py} and {@code sklearn/compose/_column_transformer.py}.
 */
final class CompositeImport {
    private CompositeImport() {}

    /** A name and what it stands for, as scikit-learn lists steps and parts. */
    private record Named(String name, Value value, List<Value> rest) {}

    private static List<Named> named(Attributes of, String list) throws RefusedException {
        List<Named> all = new ArrayList<>();
        for (Value item : of.items(list)) {
            if (!(item instanceof Value.Items tuple)
                    || tuple.items().size() < 2
                    || !(tuple.items().get(0) instanceof Value.Text name)) {
                throw of.inconsistent("has " + item.kind() + " in '" + list + "' instead of a name and a transformer");
            }
            List<Value> items = tuple.items();
            all.add(new Named(name.value(), items.get(1), items.subList(2, items.size())));
        }
        return all;
    }

    private static boolean is(Value value, String word) {
        return value instanceof Value.Text text && text.value().equals(word);
    }

    /** The state of a part, with its place in what it is refused for. */
    private static FittedState part(Attributes of, String what, Named named) throws RefusedException {
        if (!(named.value() instanceof Value.Instance object) || !EstimatorImport.isTransform(object)) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_CLASS,
                    "has " + named.value().kind() + " as " + what + " " + Quoted.of(named.name()) + " of its "
                            + of.owner(),
                    "what can be loaded is in docs/reference/sklearn-import.md");
        }
        try {
            return EstimatorImport.state(object);
        } catch (RefusedException e) {
            throw new RefusedException(
                    e.code(),
                    "in " + what + " " + Quoted.of(named.name()) + " of its " + of.owner() + ": " + e.message(),
                    e.notes().toArray(String[]::new));
        }
    }

    static FittedState pipeline(Attributes of) throws RefusedException {
        List<PipelineState.Step> steps = new ArrayList<>();
        List<Named> all = named(of, "steps");
        for (int i = 0; i < all.size(); i++) {
            Named step = all.get(i);
            boolean passes = step.value() == Value.None.NONE || is(step.value(), "passthrough");
            boolean isModel = i == all.size() - 1
                    && step.value() instanceof Value.Instance object
                    && !EstimatorImport.isTransform(object);
            if (!passes && !isModel) {
                steps.add(new PipelineState.Step(step.name(), part(of, "step", step)));
            }
        }
        if (steps.isEmpty()) {
            throw new RefusedException(
                    SklearnCode.NOT_A_TRANSFORM,
                    "holds a Pipeline that transforms nothing",
                    "it has a model or 'passthrough' only");
        }
        return new PipelineState(steps);
    }

    /** The names that the first of what it holds was fitted on, which are its own. */
    static List<String> columnsOfFirst(Value.Instance object) throws RefusedException {
        Attributes of = new Attributes(object.type().simpleName(), object.state());
        String list = of.value("steps").isPresent() ? "steps" : "transformer_list";
        for (Named named : named(of, list)) {
            if (named.value() instanceof Value.Instance inner && EstimatorImport.isTransform(inner)) {
                return EstimatorImport.columns(
                        inner, new Attributes(inner.type().simpleName(), inner.state()));
            }
        }
        return List.of();
    }

    static ColumnTransformerState columnTransformer(Attributes of) throws RefusedException {
        List<ColumnTransformerState.Part> parts = new ArrayList<>();
        for (Named part : named(of, "transformers_")) {
            List<Integer> columns = chosen(of, part);
            if (is(part.value(), "drop") || columns.isEmpty()) {
                continue;
            }
            // Before scikit-learn 1.4 what passes was a word.
            FittedState state =
                    is(part.value(), "passthrough") ? new PassthroughState(columns.size()) : part(of, "part", part);
            parts.add(new ColumnTransformerState.Part(part.name(), columns, state, weight(of, part.name())));
        }
        return new ColumnTransformerState(of.features(), parts, of.flag("sparse_output_", false), prefixed(of));
    }

    /** The positions of the columns of a part. */
    private static List<Integer> chosen(Attributes of, Named part) throws RefusedException {
        Optional<Value> known = of.value("_transformer_to_input_indices");
        Value columns = part.rest().isEmpty() ? Value.None.NONE : part.rest().get(0);
        if (known.isPresent() && known.get() instanceof Value.Dict dict) {
            columns = dict.get(part.name()).orElse(columns);
        }
        List<String> names = of.names("feature_names_in_");
        List<Integer> chosen = new ArrayList<>();
        for (Value column : list(of, columns)) {
            if (column instanceof Value.Text name && names.contains(name.value())) {
                chosen.add(names.indexOf(name.value()));
            } else {
                chosen.add(EncoderImport.whole(of, "transformers_", column));
            }
        }
        return chosen;
    }

    private static List<Value> list(Attributes of, Value columns) throws RefusedException {
        if (columns instanceof Value.Items items) {
            return items.items();
        }
        if (columns instanceof Value.Array array) {
            return array.content().elements();
        }
        if (columns instanceof Value.Text) {
            return List.of(columns);
        }
        throw of.inconsistent("has " + columns.kind() + " for the columns of a part");
    }

    private static double weight(Attributes of, String part) throws RefusedException {
        Value weights = of.value("transformer_weights").orElse(Value.None.NONE);
        Optional<Value> weight = weights instanceof Value.Dict dict ? dict.get(part) : Optional.empty();
        return weight.isPresent() ? of.real("transformer_weights", weight.get()) : 1;
    }

    private static boolean prefixed(Attributes of) throws RefusedException {
        Value value = of.value("verbose_feature_names_out").orElse(new Value.Bool(true));
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        throw new RefusedException(
                SklearnCode.UNSUPPORTED_CLASS,
                "has " + value.kind() + " for 'verbose_feature_names_out' of its " + of.owner(),
                "True and False are read");
    }

    static FeatureUnionState featureUnion(Attributes of) throws RefusedException {
        List<ColumnTransformerState.Part> parts = new ArrayList<>();
        int features = 0;
        boolean sparse = false;
        for (Named part : named(of, "transformer_list")) {
            if (is(part.value(), "drop")) {
                continue;
            }
            if (is(part.value(), "passthrough")) {
                throw new RefusedException(
                        SklearnCode.UNSUPPORTED_CLASS,
                        "has 'passthrough' as part " + Quoted.of(part.name()) + " of its FeatureUnion",
                        "write ('" + part.name() + "', FunctionTransformer()) instead, which does the same");
            }
            FittedState state = part(of, "part", part);
            features = state.features();
            sparse |= isSparse(state);
            List<Integer> all = IntStream.range(0, features).boxed().toList();
            parts.add(new ColumnTransformerState.Part(part.name(), all, state, weight(of, part.name())));
        }
        if (parts.isEmpty()) {
            throw of.inconsistent("has no parts");
        }
        return new FeatureUnionState(features, parts, sparse, prefixed(of));
    }

    /** Whether scikit-learn has a sparse matrix after a transformer. */
    private static boolean isSparse(FittedState state) {
        if (state instanceof PipelineState pipeline) {
            return isSparse(pipeline.steps().get(pipeline.steps().size() - 1).state());
        }
        return (state instanceof OneHotEncoderState encoder && encoder.sparse())
                || (state instanceof ColumnTransformerState columns && columns.sparse())
                || (state instanceof FeatureUnionState union && union.sparse())
                || (state instanceof KBinsDiscretizerState bins
                        && bins.encoding() == KBinsDiscretizerState.Encoding.ONEHOT);
    }
}
