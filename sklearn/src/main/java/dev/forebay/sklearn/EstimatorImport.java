package dev.forebay.sklearn;

import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FunctionTransformerState;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.MaxAbsScalerState;
import dev.forebay.plan.fitted.MinMaxScalerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.NumpyFunction;
import dev.forebay.plan.fitted.PassthroughState;
import dev.forebay.plan.fitted.PolynomialFeaturesState;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.RobustScalerState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.sklearn.diagnostic.Quoted;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The step from the attributes of an object of scikit-learn to its checked state. Transformers that hold others are {@link CompositeImport}'s,
 * those of categories {@link EncoderImport}'s.
 *
 * <p>Source: scikit-learn 1.9.1; what older versions call otherwise is at its place.
 */
final class EstimatorImport {
    private EstimatorImport() {}

    /** Whether an object is one of the transforms that are read; otherwise it is a model, or something inside of a transform. */
    static boolean isTransform(Value.Instance object) {
        return switch (object.type()) {
            case STANDARD_SCALER,
                    BINARIZER,
                    COLUMN_TRANSFORMER,
                    FEATURE_UNION,
                    FUNCTION_TRANSFORMER,
                    K_BINS_DISCRETIZER,
                    MAX_ABS_SCALER,
                    MIN_MAX_SCALER,
                    NORMALIZER,
                    ONE_HOT_ENCODER,
                    ORDINAL_ENCODER,
                    PIPELINE,
                    POLYNOMIAL_FEATURES,
                    POWER_TRANSFORMER,
                    QUANTILE_TRANSFORMER,
                    ROBUST_SCALER,
                    SIMPLE_IMPUTER,
                    TARGET_ENCODER -> true;
            default -> false;
        };
    }

    /** The state of an object inside of another. */
    static FittedState state(Value.Instance object) throws RefusedException {
        return state(object, new Attributes(object.type().simpleName(), object.state()));
    }

    /**
     * The state of an object.
     *
     * @param of its attributes
     */
    static FittedState state(Value.Instance object, Attributes of) throws RefusedException {
        try {
            return switch (object.type()) {
                case STANDARD_SCALER -> new StandardScalerImport(of).state();
                case MIN_MAX_SCALER -> minMaxScaler(of);
                case MAX_ABS_SCALER ->
                    new MaxAbsScalerState(
                            of.requiredNumbers("scale_"), of.requiredNumbers("max_abs_"), of.flag("clip", false));
                case ROBUST_SCALER ->
                    new RobustScalerState(
                            of.features(),
                            of.flag("with_centering"),
                            of.flag("with_scaling"),
                            of.numbers("center_"),
                            of.numbers("scale_"));
                case POWER_TRANSFORMER -> powerTransformer(of);
                case QUANTILE_TRANSFORMER -> quantileTransformer(of);
                case K_BINS_DISCRETIZER -> kBinsDiscretizer(of);
                case NORMALIZER -> new NormalizerState(of.features(), word(of, "norm", NormalizerState.Norm.values()));
                case BINARIZER -> new BinarizerState(of.features(), of.number("threshold"));
                case POLYNOMIAL_FEATURES -> polynomialFeatures(of);
                case FUNCTION_TRANSFORMER -> functionTransformer(of);
                case ONE_HOT_ENCODER -> EncoderImport.oneHotEncoder(of);
                case ORDINAL_ENCODER -> EncoderImport.ordinalEncoder(of);
                case TARGET_ENCODER -> EncoderImport.targetEncoder(of);
                case SIMPLE_IMPUTER -> EncoderImport.simpleImputer(of);
                case PIPELINE -> CompositeImport.pipeline(of);
                case COLUMN_TRANSFORMER -> CompositeImport.columnTransformer(of);
                case FEATURE_UNION -> CompositeImport.featureUnion(of);
                default -> throw of.inconsistent("is no transform");
            };
        } catch (IllegalArgumentException e) {
            // What the records require of their parts.
            throw of.inconsistent("does not fit together: " + e.getMessage());
        }
    }

    /** The names of the columns that an object was fitted on; empty where it does not know them. */
    static List<String> columns(Value.Instance object, Attributes of) throws RefusedException {
        return switch (object.type()) {
            case PIPELINE, FEATURE_UNION -> CompositeImport.columnsOfFirst(object);
            default -> of.names("feature_names_in_");
        };
    }

    private static MinMaxScalerState minMaxScaler(Attributes of) throws RefusedException {
        List<Value> range = of.items("feature_range");
        if (range.size() != 2) {
            throw of.inconsistent("has " + range.size() + " values in feature_range");
        }
        return new MinMaxScalerState(
                of.requiredNumbers("scale_"),
                of.requiredNumbers("min_"),
                of.requiredNumbers("data_min_"),
                of.requiredNumbers("data_max_"),
                of.real("feature_range", range.get(0)),
                of.real("feature_range", range.get(1)),
                of.flag("clip", false));
    }

    private static PowerTransformerState powerTransformer(Attributes of) throws RefusedException {
        String method = of.requiredText("method");
        PowerTransformerState.Method known = switch (method) {
            case "yeo-johnson" -> PowerTransformerState.Method.YEO_JOHNSON;
            case "box-cox" -> PowerTransformerState.Method.BOX_COX;
            default -> throw of.inconsistent("has the method " + Quoted.of(method));
        };
        StandardScalerState scaler = null;
        if (of.flag("standardize")) {
            Value value = of.value("_scaler").orElse(Value.None.NONE);
            if (!(value instanceof Value.Instance inner) || !(state(inner) instanceof StandardScalerState found)) {
                throw of.inconsistent("has standardize=True and no scaler");
            }
            scaler = found;
        }
        return new PowerTransformerState(known, of.requiredNumbers("lambdas_"), scaler);
    }

    private static QuantileTransformerState quantileTransformer(Attributes of) throws RefusedException {
        return new QuantileTransformerState(
                of.columns("quantiles_"),
                of.requiredNumbers("references_"),
                word(of, "output_distribution", QuantileTransformerState.Distribution.values()));
    }

    private static KBinsDiscretizerState kBinsDiscretizer(Attributes of) throws RefusedException {
        List<List<Double>> edges = new ArrayList<>();
        for (Value column : of.items("bin_edges_")) {
            if (!(column instanceof Value.Array array)) {
                throw of.inconsistent("has " + column.kind() + " in 'bin_edges_' instead of an array");
            }
            List<Double> numbers = new ArrayList<>();
            for (Value edge : array.content().elements()) {
                numbers.add(of.real("bin_edges_", edge));
            }
            edges.add(numbers);
        }
        String encode = of.requiredText("encode");
        return new KBinsDiscretizerState(
                edges,
                switch (encode) {
                    case "onehot" -> KBinsDiscretizerState.Encoding.ONEHOT;
                    case "onehot-dense" -> KBinsDiscretizerState.Encoding.ONEHOT_DENSE;
                    case "ordinal" -> KBinsDiscretizerState.Encoding.ORDINAL;
                    default -> throw of.inconsistent("has the encoding " + Quoted.of(encode));
                });
    }

    private static PolynomialFeaturesState polynomialFeatures(Attributes of) throws RefusedException {
        return new PolynomialFeaturesState(
                of.features(),
                (int) of.number("_min_degree"),
                (int) of.number("_max_degree"),
                of.flag("interaction_only"),
                of.flag("include_bias"));
    }

    private static FittedState functionTransformer(Attributes of) throws RefusedException {
        Value function = of.value("func").orElse(Value.None.NONE);
        int features = of.features();
        if (function == Value.None.NONE) {
            return new PassthroughState(features);
        }
        String name = function instanceof Value.Ufunc ufunc ? ufunc.name() : "";
        NumpyFunction known = NumpyFunction.named(name)
                .orElseThrow(() -> new RefusedException(
                        SklearnCode.UNSUPPORTED_CLASS,
                        "holds a FunctionTransformer of " + function.kind(),
                        "functions of numpy that are known: " + String.join(", ", knownFunctions()),
                        "write what it does as a feature"));
        Value arguments = of.value("kw_args").orElse(Value.None.NONE);
        if (!(arguments == Value.None.NONE
                || (arguments instanceof Value.Dict dict && dict.names().isEmpty()))) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_CLASS,
                    "holds a FunctionTransformer with kw_args",
                    "write what it does as a feature");
        }
        return new FunctionTransformerState(features, known);
    }

    private static List<String> knownFunctions() {
        List<String> names = new ArrayList<>();
        for (NumpyFunction function : NumpyFunction.values()) {
            names.add(function.numpyName());
        }
        return names;
    }

    /** A word that is one of an enum's, in lower case. */
    static <E extends Enum<E>> E word(Attributes of, String name, E[] values) throws RefusedException {
        String text = of.requiredText(name);
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw of.inconsistent("has " + Quoted.of(text) + " for '" + name + "'");
    }
}
