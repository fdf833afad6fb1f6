package dev.forebay.sklearn.pickle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a pickle may use: all of them, by exact module and name. There is no pattern and no way to add one at run
 * time.
 *
 * <p>None is ever looked up in this JVM or anywhere else: each only selects a branch of this reader.
 */
public enum AllowedGlobal {
    // The other module is that of scikit-learn before 0.22.
    STANDARD_SCALER(Role.OBJECT, "StandardScaler", "sklearn.preprocessing._data", "sklearn.preprocessing.data"),
    BINARIZER(Role.OBJECT, "Binarizer", "sklearn.preprocessing._data"),
    COLUMN_TRANSFORMER(Role.OBJECT, "ColumnTransformer", "sklearn.compose._column_transformer"),
    FEATURE_UNION(Role.OBJECT, "FeatureUnion", "sklearn.pipeline"),
    FUNCTION_TRANSFORMER(Role.OBJECT, "FunctionTransformer", "sklearn.preprocessing._function_transformer"),
    K_BINS_DISCRETIZER(Role.OBJECT, "KBinsDiscretizer", "sklearn.preprocessing._discretization"),
    MAX_ABS_SCALER(Role.OBJECT, "MaxAbsScaler", "sklearn.preprocessing._data"),
    MIN_MAX_SCALER(Role.OBJECT, "MinMaxScaler", "sklearn.preprocessing._data"),
    MISSING_INDICATOR(Role.OBJECT, "MissingIndicator", "sklearn.impute._base"),
    NORMALIZER(Role.OBJECT, "Normalizer", "sklearn.preprocessing._data"),
    ONE_HOT_ENCODER(Role.OBJECT, "OneHotEncoder", "sklearn.preprocessing._encoders"),
    ORDINAL_ENCODER(Role.OBJECT, "OrdinalEncoder", "sklearn.preprocessing._encoders"),
    PIPELINE(Role.OBJECT, "Pipeline", "sklearn.pipeline"),
    POLYNOMIAL_FEATURES(Role.OBJECT, "PolynomialFeatures", "sklearn.preprocessing._polynomial"),
    POWER_TRANSFORMER(Role.OBJECT, "PowerTransformer", "sklearn.preprocessing._data"),
    QUANTILE_TRANSFORMER(Role.OBJECT, "QuantileTransformer", "sklearn.preprocessing._data"),
    ROBUST_SCALER(Role.OBJECT, "RobustScaler", "sklearn.preprocessing._data"),
    SIMPLE_IMPUTER(Role.OBJECT, "SimpleImputer", "sklearn.impute._base"),
    TARGET_ENCODER(Role.OBJECT, "TargetEncoder", "sklearn.preprocessing._target_encoder"),
    // Models that may end a pipeline: read over, never used.
    ELASTIC_NET(Role.OBJECT, "ElasticNet", "sklearn.linear_model._coordinate_descent"),
    LASSO(Role.OBJECT, "Lasso", "sklearn.linear_model._coordinate_descent"),
    LINEAR_REGRESSION(Role.OBJECT, "LinearRegression", "sklearn.linear_model._base"),
    LOGISTIC_REGRESSION(Role.OBJECT, "LogisticRegression", "sklearn.linear_model._logistic"),
    RIDGE(Role.OBJECT, "Ridge", "sklearn.linear_model._ridge"),
    RIDGE_CLASSIFIER(Role.OBJECT, "RidgeClassifier", "sklearn.linear_model._ridge"),
    FLOAT64(Role.TYPE, "float64", "numpy"),
    FLOAT32(Role.TYPE, "float32", "numpy"),
    INT64(Role.TYPE, "int64", "numpy"),
    INT32(Role.TYPE, "int32", "numpy"),
    OBJECT_TYPE(Role.TYPE, "object_", "numpy"),
    // Where the output of a part stands; not needed.
    SLICE(Role.FUNCTION, "slice", "builtins", "__builtin__"),
    JOBLIB_ARRAY(Role.OBJECT, "NumpyArrayWrapper", "joblib.numpy_pickle"),
    NDARRAY(Role.TYPE, "ndarray", "numpy"),
    // The class of arrays that joblib.load(..., mmap_mode='r') gave, once they are saved again; the file holds them
    // whole.
    MEMMAP(Role.TYPE, "memmap", "numpy"),
    DTYPE(Role.FUNCTION, "dtype", "numpy"),
    // numpy 2 renamed numpy.core to numpy._core.
    RECONSTRUCT(Role.FUNCTION, "_reconstruct", "numpy._core.multiarray", "numpy.core.multiarray"),
    SCALAR(Role.FUNCTION, "scalar", "numpy._core.multiarray", "numpy.core.multiarray"),
    FROM_BUFFER(Role.FUNCTION, "_frombuffer", "numpy._core.numeric", "numpy.core.numeric"),
    // How protocol 2 writes bytes.
    ENCODE(Role.FUNCTION, "encode", "_codecs");

    /** What may be done with a name. */
    enum Role {
        /** A class: an inert {@link Value.Instance} is made of it. */
        OBJECT,
        /** A type that is handed on as an argument. */
        TYPE,
        /** A constructor of plain data, for which this reader has its own code. */
        FUNCTION
    }

    private static final Map<String, AllowedGlobal> BY_NAME = byName();

    private final Role role;
    private final String simpleName;
    private final String module;
    private final String formerModule;

    AllowedGlobal(Role role, String simpleName, String module) {
        this(role, simpleName, module, module);
    }

    AllowedGlobal(Role role, String simpleName, String module, String formerModule) {
        this.role = role;
        this.simpleName = simpleName;
        this.module = module;
        this.formerModule = formerModule;
    }

    Role role() {
        return role;
    }

    /** The name without its module. */
    public String simpleName() {
        return simpleName;
    }

    static Optional<AllowedGlobal> of(String module, String name) {
        return Optional.ofNullable(BY_NAME.get(key(module, name)));
    }

    // A module has no line feed in GLOBAL, and one in STACK_GLOBAL only finds nothing: no two pairs share a key.
    private static String key(String module, String name) {
        return module + '\n' + name;
    }

    private static Map<String, AllowedGlobal> byName() {
        Map<String, AllowedGlobal> all = new HashMap<>();
        for (AllowedGlobal global : values()) {
            all.put(key(global.module, global.simpleName), global);
            all.put(key(global.formerModule, global.simpleName), global);
        }
        return Map.copyOf(all);
    }
}
