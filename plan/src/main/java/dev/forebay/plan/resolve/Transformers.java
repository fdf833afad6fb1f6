package dev.forebay.plan.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The transformers of scikit-learn by name: those that are available with their parameters, and those that come later. */
final class Transformers {
    private static final Map<String, List<String>> PARAMETERS = new LinkedHashMap<>();

    static {
        PARAMETERS.put("Binarizer", List.of("threshold", "copy"));
        PARAMETERS.put("FeatureHasher", List.of("n_features", "input_type", "dtype", "alternate_sign"));
        PARAMETERS.put("FunctionTransformer", List.of("func", "validate", "accept_sparse", "check_inverse"));
        PARAMETERS.put(
                "KBinsDiscretizer",
                List.of("n_bins", "encode", "strategy", "quantile_method", "dtype", "subsample", "random_state"));
        PARAMETERS.put("MaxAbsScaler", List.of("copy", "clip"));
        PARAMETERS.put("MinMaxScaler", List.of("feature_range", "copy", "clip"));
        PARAMETERS.put("Normalizer", List.of("norm", "copy"));
        PARAMETERS.put(
                "OneHotEncoder",
                List.of(
                        "categories",
                        "drop",
                        "sparse_output",
                        "dtype",
                        "handle_unknown",
                        "min_frequency",
                        "max_categories",
                        "feature_name_combiner"));
        PARAMETERS.put(
                "OrdinalEncoder",
                List.of(
                        "categories",
                        "dtype",
                        "handle_unknown",
                        "unknown_value",
                        "encoded_missing_value",
                        "min_frequency",
                        "max_categories"));
        PARAMETERS.put("PolynomialFeatures", List.of("degree", "interaction_only", "include_bias", "order"));
        PARAMETERS.put("PowerTransformer", List.of("method", "standardize", "copy"));
        PARAMETERS.put(
                "QuantileTransformer",
                List.of(
                        "n_quantiles",
                        "output_distribution",
                        "ignore_implicit_zeros",
                        "subsample",
                        "random_state",
                        "copy"));
        PARAMETERS.put(
                "RobustScaler", List.of("with_centering", "with_scaling", "quantile_range", "copy", "unit_variance"));
        PARAMETERS.put(
                "SimpleImputer",
                List.of("missing_values", "strategy", "fill_value", "copy", "add_indicator", "keep_empty_features"));
        PARAMETERS.put("StandardScaler", List.of("copy", "with_mean", "with_std"));
        PARAMETERS.put(
                "TargetEncoder",
                List.of("categories", "target_type", "smooth", "cv", "shuffle", "random_state", "target"));
    }

    static final List<String> AVAILABLE = List.copyOf(PARAMETERS.keySet());

    /** Those that hold others: they come from a file as a whole. */
    static final List<String> COMPOSITE = List.of("ColumnTransformer", "FeatureUnion", "Pipeline");

    static final List<String> LATER = List.of(
            "KNNImputer",
            "LabelBinarizer",
            "LabelEncoder",
            "MissingIndicator",
            "PCA",
            "SplineTransformer",
            "TruncatedSVD");

    private Transformers() {}

    /** The parameters of an available transformer. */
    static List<String> parametersOf(String transformer) {
        return PARAMETERS.getOrDefault(transformer, List.of());
    }

    /** Whether what comes out has the columns that go in, one for one, whatever is fitted. */
    static boolean keepsColumns(String transformer) {
        return switch (transformer) {
            case "Binarizer",
                    "FunctionTransformer",
                    "MaxAbsScaler",
                    "MinMaxScaler",
                    "Normalizer",
                    "OrdinalEncoder",
                    "PowerTransformer",
                    "QuantileTransformer",
                    "RobustScaler",
                    "StandardScaler" -> true;
            default -> false;
        };
    }
}
