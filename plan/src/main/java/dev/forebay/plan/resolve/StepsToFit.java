package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Parameter;
import dev.forebay.definition.Scalar;
import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.NumpyFunction;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The steps of a group as what is to be fitted: scikit-learn's parameters with its defaults. */
final class StepsToFit {
    private static final int DEFAULT_WIDTH = 1 << 20;
    private static final int DEFAULT_QUANTILES = 1000;
    private static final int DEFAULT_FOLDS = 5;
    private static final int DEFAULT_BINS = 5;

    private final StepParameters parameters;
    private final Diagnostics into;
    private final Definition.TransformStep step;

    private StepsToFit(Definition.TransformStep step, Diagnostics into) {
        this.step = step;
        this.into = into;
        this.parameters = new StepParameters(step, into);
    }

    /** All steps; those that are not available are left out, which is told elsewhere. */
    static List<FitStep> of(Definition.TransformGroup group, Diagnostics into) {
        List<FitStep> steps = new ArrayList<>();
        for (Definition.TransformStep step : group.steps()) {
            FitStep read = new StepsToFit(step, into).read();
            if (read != null) {
                steps.add(read);
            }
        }
        return steps;
    }

    /** The name of the column that a TargetEncoder among the steps encodes with. */
    static @Nullable Parameter target(Definition.TransformGroup group) {
        for (Definition.TransformStep step : group.steps()) {
            if (step.transformer().value().equals("TargetEncoder")) {
                return new StepParameters(step, new Diagnostics()).get("target");
            }
        }
        return null;
    }

    private @Nullable FitStep read() {
        parameters.only("dtype", List.of("float64", "numpy.float64", "np.float64"));
        parameters.only("categories", List.of("auto"), "the categories are those that the fit sees");
        return switch (step.transformer().value()) {
            case "Binarizer" -> new FitStep.Binarizer(parameters.real("threshold", 0));
            case "FeatureHasher" -> featureHasher();
            case "FunctionTransformer" -> functionTransformer();
            case "KBinsDiscretizer" -> kBinsDiscretizer();
            case "MaxAbsScaler" -> new FitStep.MaxAbsScaler(parameters.truth("clip", false));
            case "MinMaxScaler" -> minMaxScaler();
            case "Normalizer" ->
                new FitStep.Normalizer(parameters.word("norm", NormalizerState.Norm.L2, NormalizerState.Norm.values()));
            case "OneHotEncoder" -> oneHotEncoder();
            case "OrdinalEncoder" -> ordinalEncoder();
            case "PolynomialFeatures" -> polynomialFeatures();
            case "PowerTransformer" ->
                new FitStep.PowerTransformer(
                        parameters.word(
                                "method",
                                PowerTransformerState.Method.YEO_JOHNSON,
                                PowerTransformerState.Method.values(),
                                '-'),
                        parameters.truth("standardize", true));
            case "QuantileTransformer" -> quantileTransformer();
            case "RobustScaler" -> robustScaler();
            case "SimpleImputer" -> simpleImputer();
            case "StandardScaler" ->
                new FitStep.StandardScaler(parameters.truth("with_mean", true), parameters.truth("with_std", true));
            case "TargetEncoder" -> targetEncoder();
            default -> null;
        };
    }

    private FitStep featureHasher() {
        parameters.only("input_type", List.of("dict"), "a row is a dict of its columns");
        return new FitStep.FeatureHasher(
                parameters.whole("n_features", DEFAULT_WIDTH, 1), parameters.truth("alternate_sign", true));
    }

    private FitStep functionTransformer() {
        Optional<Scalar> written = parameters.scalar("func").filter(scalar -> scalar.kind() != Scalar.Kind.NULL);
        if (written.isEmpty()) {
            return new FitStep.FunctionTransformer(Optional.empty());
        }
        Optional<NumpyFunction> function =
                NumpyFunction.named(written.get().text().replaceFirst("^(np|numpy)\\.", ""));
        if (function.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (NumpyFunction known : NumpyFunction.values()) {
                names.add(known.numpyName());
            }
            parameters.wrong(
                    "func",
                    Parameter.of(written.get()),
                    "a function of numpy that is known here",
                    Wording.namesAndNearest("functions", written.get().text(), names));
        }
        return new FitStep.FunctionTransformer(function);
    }

    private FitStep kBinsDiscretizer() {
        parameters.only(
                "strategy",
                List.of("quantile", "uniform"),
                "kmeans is not fitted here: fit it in Python, and import it with fitted: bins.pkl");
        parameters.only("quantile_method", List.of("averaged_inverted_cdf", "linear"));
        subsample("all rows are used, as with subsample: null");
        return new FitStep.KBinsDiscretizer(
                bins(),
                parameters.word(
                        "encode", KBinsDiscretizerState.Encoding.ONEHOT, KBinsDiscretizerState.Encoding.values(), '-'),
                parameters.text("strategy", "quantile").equals("uniform")
                        ? FitStep.Strategy.UNIFORM
                        : FitStep.Strategy.QUANTILE,
                parameters.text("quantile_method", "").equals("linear"));
    }

    private List<Integer> bins() {
        Parameter written = parameters.get("n_bins");
        if (written == null) {
            return List.of(DEFAULT_BINS);
        }
        List<Integer> bins = new ArrayList<>();
        for (Scalar scalar : written.values()) {
            Integer one = StepParameters.whole(scalar);
            if (one == null || one < 2) {
                parameters.wrong("n_bins", written, "a whole number of at least 2, or a list of them, one a column");
                return List.of(DEFAULT_BINS);
            }
            bins.add(one);
        }
        return bins.isEmpty() ? List.of(DEFAULT_BINS) : bins;
    }

    /** A subsample is drawn at random in scikit-learn; here a fit is a function of its rows. */
    private void subsample(String note) {
        Parameter written = parameters.get("subsample");
        if (written != null && !written.is(Scalar.Kind.NULL)) {
            parameters.wrong("subsample", written, "null here, because a fit draws nothing at random", note);
        }
    }

    private FitStep minMaxScaler() {
        double[] range = parameters.pair("feature_range", 0, 1);
        return new FitStep.MinMaxScaler(range[0], range[1], parameters.truth("clip", false));
    }

    private FitStep oneHotEncoder() {
        parameters.only("feature_name_combiner", List.of("concat"));
        Parameter drop = parameters.get("drop");
        boolean listed = drop != null && drop.isList();
        if (!listed) {
            parameters.only("drop", List.of("first", "if_binary", "null"), "or a list, a category a column");
        }
        String written = drop == null || listed || drop.is(Scalar.Kind.NULL) ? "" : drop.text();
        return new FitStep.OneHotEncoder(
                listed
                        ? FitStep.Drop.LISTED
                        : switch (written) {
                            case "first" -> FitStep.Drop.FIRST;
                            case "if_binary" -> FitStep.Drop.IF_BINARY;
                            default -> FitStep.Drop.NONE;
                        },
                drop != null && listed
                        ? drop.values().stream().map(StepsToFit::category).toList()
                        : List.of(),
                parameters.word("handle_unknown", UnknownCategory.ERROR, UnknownCategory.values()),
                parameters.truth("sparse_output", true),
                grouping());
    }

    private FitStep.Grouping grouping() {
        Optional<Integer> most = parameters.isWritten("max_categories")
                ? Optional.of(parameters.whole("max_categories", 1, 1))
                : Optional.empty();
        Parameter frequency = parameters.get("min_frequency");
        if (frequency == null || frequency.is(Scalar.Kind.NULL)) {
            return new FitStep.Grouping(Optional.empty(), OptionalDouble.empty(), most);
        }
        Integer count = frequency.isList()
                ? null
                : StepParameters.whole(frequency.values().get(0));
        if (count != null && count >= 1) {
            return new FitStep.Grouping(Optional.of(count), OptionalDouble.empty(), most);
        }
        Double share = frequency.isList()
                ? null
                : StepParameters.real(frequency.values().get(0));
        if (share == null || !(share > 0 && share < 1)) {
            parameters.wrong("min_frequency", frequency, "a whole number of at least 1, or a share between 0 and 1");
            return FitStep.Grouping.NONE;
        }
        return new FitStep.Grouping(Optional.empty(), OptionalDouble.of(share), most);
    }

    private FitStep ordinalEncoder() {
        parameters.only("handle_unknown", List.of("error", "use_encoded_value"));
        boolean error = !parameters.text("handle_unknown", "error").equals("use_encoded_value");
        Parameter value = parameters.get("unknown_value");
        if (error && value != null && !value.is(Scalar.Kind.NULL)) {
            parameters.wrong("unknown_value", value, "written with handle_unknown: use_encoded_value only");
        } else if (!error && value == null) {
            into.add(
                    PlanCode.TRANSFORMER_PARAMETER,
                    step.transformer().span(),
                    "OrdinalEncoder with handle_unknown: use_encoded_value needs 'unknown_value'",
                    "such as unknown_value: -1");
        }
        return new FitStep.OrdinalEncoder(
                error,
                error ? Double.NaN : parameters.real("unknown_value", -1),
                parameters.real("encoded_missing_value", Double.NaN),
                grouping());
    }

    private FitStep polynomialFeatures() {
        Parameter degree = parameters.get("degree");
        boolean include = parameters.truth("include_bias", true);
        boolean interaction = parameters.truth("interaction_only", false);
        if (degree == null) {
            return new FitStep.PolynomialFeatures(0, 2, interaction, include);
        }
        List<Integer> numbers = new ArrayList<>();
        for (Scalar scalar : degree.values()) {
            Integer one = StepParameters.whole(scalar);
            if (one != null && one >= 0) {
                numbers.add(one);
            }
        }
        boolean pair = degree.isList();
        if (numbers.size() != (pair ? 2 : 1)
                || numbers.size() != degree.values().size()
                || (pair && numbers.get(0) > numbers.get(1))) {
            parameters.wrong("degree", degree, "a whole number, or two, the least and the greatest degree");
            return new FitStep.PolynomialFeatures(0, 2, interaction, include);
        }
        return new FitStep.PolynomialFeatures(
                pair ? numbers.get(0) : 0, numbers.get(numbers.size() - 1), interaction, include);
    }

    private FitStep quantileTransformer() {
        subsample("all rows are used, as with subsample: null");
        return new FitStep.QuantileTransformer(
                parameters.whole("n_quantiles", DEFAULT_QUANTILES, 1),
                parameters.word(
                        "output_distribution",
                        QuantileTransformerState.Distribution.UNIFORM,
                        QuantileTransformerState.Distribution.values()));
    }

    private FitStep robustScaler() {
        double[] range = parameters.pair("quantile_range", 25, 75);
        Parameter written = parameters.get("quantile_range");
        if (written != null && !(range[0] >= 0 && range[1] <= 100)) {
            parameters.wrong("quantile_range", written, "two percentages from 0 to 100");
            range = new double[] {25, 75};
        }
        return new FitStep.RobustScaler(
                parameters.truth("with_centering", true),
                parameters.truth("with_scaling", true),
                range[0],
                range[1],
                parameters.truth("unit_variance", false));
    }

    private FitStep simpleImputer() {
        FitStep.Imputation strategy = parameters.word("strategy", FitStep.Imputation.MEAN, FitStep.Imputation.values());
        Category missing =
                parameters.scalar("missing_values").map(StepsToFit::category).orElse(Category.Missing.NAN);
        return new FitStep.SimpleImputer(
                missing,
                strategy,
                parameters
                        .scalar("fill_value")
                        .filter(scalar -> scalar.kind() != Scalar.Kind.NULL)
                        .map(StepsToFit::category),
                parameters.truth("add_indicator", false),
                parameters.truth("keep_empty_features", false));
    }

    private static Category category(Scalar scalar) {
        Double real = StepParameters.real(scalar);
        if (scalar.kind() == Scalar.Kind.BOOLEAN) {
            return new Category.Truth(scalar.text().equals("true"));
        }
        if (scalar.kind() == Scalar.Kind.NULL || (real != null && Double.isNaN(real))) {
            return Category.Missing.NAN;
        }
        Integer whole = StepParameters.whole(scalar);
        if (whole != null) {
            return new Category.Whole(whole);
        }
        return real == null ? new Category.Text(scalar.text()) : new Category.Real(real);
    }

    private FitStep targetEncoder() {
        Parameter target = parameters.get("target");
        if (target == null || target.isList()) {
            into.add(
                    PlanCode.TRANSFORMER_PARAMETER,
                    target == null ? step.transformer().span() : target.span(),
                    "TargetEncoder needs 'target', the column that it encodes with, to be fitted",
                    "such as TargetEncoder: {target: is_fraud}");
        }
        Parameter type = parameters.get("target_type");
        Parameter smooth = parameters.get("smooth");
        boolean auto = smooth == null || smooth.text().equals("auto");
        double number = auto ? 0 : parameters.real("smooth", 0);
        if (smooth != null && !auto && !(number >= 0)) {
            parameters.wrong("smooth", smooth, "auto, or a number of at least 0");
        }
        return new FitStep.TargetEncoder(
                type == null || type.text().equals("auto")
                        ? Optional.empty()
                        : Optional.of(parameters.word(
                                "target_type", TargetEncoderState.Target.BINARY, TargetEncoderState.Target.values())),
                auto ? OptionalDouble.empty() : OptionalDouble.of(number),
                parameters.whole("cv", DEFAULT_FOLDS, 2),
                parameters.truth("shuffle", true),
                parameters.whole("random_state", 0, 0));
    }
}
