package dev.forebay.plan.resolve;

import java.util.List;

/** The transformers of scikit-learn by name: those that are available, and those that come later. */
final class Transformers {
    static final String STANDARD_SCALER = "StandardScaler";

    static final List<String> AVAILABLE = List.of(STANDARD_SCALER);

    static final List<String> LATER = List.of(
            "Binarizer",
            "ColumnTransformer",
            "FeatureHasher",
            "FunctionTransformer",
            "KBinsDiscretizer",
            "KNNImputer",
            "LabelBinarizer",
            "LabelEncoder",
            "MaxAbsScaler",
            "MinMaxScaler",
            "MissingIndicator",
            "Normalizer",
            "OneHotEncoder",
            "OrdinalEncoder",
            "PCA",
            "PolynomialFeatures",
            "PowerTransformer",
            "QuantileTransformer",
            "RobustScaler",
            "SimpleImputer",
            "SplineTransformer",
            "TargetEncoder",
            "TruncatedSVD");

    private Transformers() {}
}
