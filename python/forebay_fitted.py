"""Fitted transforms of Forebay as scikit-learn's own objects, without Forebay.

    from forebay_fitted import load
    scaler = load("amounts.json")          # a fitted StandardScaler, OneHotEncoder, Pipeline, ...
    scaler.transform(frame)

    python3 forebay_fitted.py amounts.json amounts.pkl      writes it with joblib

The file is what `forebay fit` and `forebay export sklearn` write. Needs scikit-learn 1.9; nothing else is read or run.
"""

import json
import math
import sys

import numpy as np

VERSION = 1


def load(path):
    """The fitted transformer of a file; names of columns are set where the file has them."""
    with open(path, encoding="utf-8") as file:
        stored = json.load(file)
    if stored.get("forebay_fitted") != VERSION:
        raise ValueError(f"{path}: version {stored.get('forebay_fitted')} of fitted state, and this reads {VERSION}")
    dtype = np.float32 if stored["precision"] == "float32" else np.float64
    transformer = build(stored["state"], dtype)
    if stored["columns"]:
        name_columns(transformer, np.array(stored["columns"], dtype=object))
    return transformer


def name_columns(transformer, names):
    kind = type(transformer).__name__
    if kind == "Pipeline":
        name_columns(transformer.steps[0][1], names)
    elif kind == "FeatureUnion":
        for _, part in transformer.transformer_list:
            name_columns(part, names)
    elif kind != "FeatureHasher":
        transformer.feature_names_in_ = names


def real(value):
    return float(value)


def reals(values):
    return None if values is None else np.array([real(v) for v in values], dtype=np.float64)


def category(value):
    if isinstance(value, dict):
        return math.nan if "missing" in value else real(value["real"])
    return value


def categories(values):
    found = [category(v) for v in values]
    if found and all(isinstance(v, bool) for v in found):
        return np.array(found, dtype=bool)
    if found and all(isinstance(v, int) and not isinstance(v, bool) for v in found):
        return np.array(found, dtype=np.int64)
    if found and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in found):
        return np.array(found, dtype=np.float64)
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array


def build(s, dtype=np.float64):
    """The transformer of a state."""
    return BUILDERS[s["transformer"]](s, dtype)


def made(cls, features, parameters, **attributes):
    transformer = cls(**parameters)
    transformer.n_features_in_ = features
    for name, value in attributes.items():
        setattr(transformer, name, value)
    return transformer


def standard_scaler(s, dtype):
    from sklearn.preprocessing import StandardScaler

    return made(
        StandardScaler, s["features"], {"with_mean": s["with_mean"], "with_std": s["with_std"]},
        mean_=reals(s["mean"]), var_=reals(s["var"]), scale_=reals(s["scale"]), n_samples_seen_=1,
    )


def min_max_scaler(s, dtype):
    from sklearn.preprocessing import MinMaxScaler

    low, high = reals(s["data_min"]), reals(s["data_max"])
    return made(
        MinMaxScaler, len(s["scale"]), {"feature_range": tuple(s["feature_range"]), "clip": s["clip"]},
        scale_=reals(s["scale"]), min_=reals(s["min"]), data_min_=low, data_max_=high, data_range_=high - low,
        n_samples_seen_=1,
    )


def max_abs_scaler(s, dtype):
    from sklearn.preprocessing import MaxAbsScaler

    return made(
        MaxAbsScaler, len(s["scale"]), {"clip": s["clip"]},
        scale_=reals(s["scale"]), max_abs_=reals(s["max_abs"]), n_samples_seen_=1,
    )


def robust_scaler(s, dtype):
    from sklearn.preprocessing import RobustScaler

    return made(
        RobustScaler, s["features"], {"with_centering": s["with_centering"], "with_scaling": s["with_scaling"]},
        center_=reals(s["center"]), scale_=reals(s["scale"]),
    )


def power_transformer(s, dtype):
    from sklearn.preprocessing import PowerTransformer

    standardize = s["standardize"]
    transformer = made(
        PowerTransformer, len(s["lambdas"]),
        {"method": s["method"].replace("_", "-"), "standardize": standardize is not None},
        lambdas_=reals(s["lambdas"]),
    )
    if standardize is not None:
        transformer._scaler = standard_scaler(standardize, dtype)
        transformer._scaler.copy = False
    return transformer


def quantile_transformer(s, dtype):
    from sklearn.preprocessing import QuantileTransformer

    references = reals(s["references"])
    return made(
        QuantileTransformer, len(s["quantiles"]),
        {"n_quantiles": len(references), "output_distribution": s["output_distribution"], "subsample": None},
        references_=references, n_quantiles_=len(references), quantiles_=np.array([reals(c) for c in s["quantiles"]]).T,
    )


def k_bins_discretizer(s, dtype):
    from sklearn.preprocessing import KBinsDiscretizer, OneHotEncoder

    edges = np.empty(len(s["edges"]), dtype=object)
    edges[:] = [reals(column) for column in s["edges"]]
    bins = np.array([len(column) - 1 for column in edges], dtype=np.int64)
    encode = s["encode"].replace("_", "-")
    transformer = made(
        KBinsDiscretizer, len(edges), {"encode": encode, "quantile_method": "averaged_inverted_cdf"},
        bin_edges_=edges, n_bins_=bins,
    )
    if encode != "ordinal":
        transformer._encoder = OneHotEncoder(
            categories=[np.arange(i) for i in bins], sparse_output=encode == "onehot", dtype=dtype
        ).fit(np.zeros((1, len(bins))))
    return transformer


def encoder_columns(transformer, columns, drops):
    transformer.categories_ = [categories(c["categories"]) for c in columns]
    grouped = any(c["infrequent"] for c in columns)
    transformer._infrequent_enabled = grouped
    if grouped:
        transformer._infrequent_indices = [np.array(c["infrequent"]) if c["infrequent"] else None for c in columns]
        transformer._default_to_infrequent_mappings = [mapping(c, drops) for c in columns]
    return transformer


def mapping(column, drops):
    if not column["infrequent"]:
        return None
    infrequent = set(column["infrequent"])
    count = len(column["categories"])
    if not drops and count and isinstance(column["categories"][-1], dict) and "missing" in column["categories"][-1]:
        # An OrdinalEncoder groups without the missing one.
        count -= 1
    frequent = iter(range(count))
    last = count - len(infrequent)
    return np.array([last if i in infrequent else next(frequent) for i in range(count)])


def one_hot_encoder(s, dtype):
    from sklearn.preprocessing import OneHotEncoder

    columns = s["columns"]
    transformer = made(
        OneHotEncoder, len(columns), {"handle_unknown": s["handle_unknown"], "sparse_output": s["sparse"]}
    )
    encoder_columns(transformer, columns, True)
    if any(c["drop"] is not None for c in columns):
        transformer.drop = "first"
        transformer._drop_idx_after_grouping = np.array([c["drop"] for c in columns], dtype=object)
        transformer.drop_idx_ = np.array([original(c) for c in columns], dtype=object)
    else:
        transformer._drop_idx_after_grouping = None
        transformer.drop_idx_ = None
    transformer._n_features_outs = [
        len(c["categories"]) - len(c["infrequent"]) + (1 if c["infrequent"] else 0) - (c["drop"] is not None)
        for c in columns
    ]
    return transformer


def original(column):
    """The place among the categories of what is dropped after grouping."""
    if column["drop"] is None:
        return None
    infrequent = set(column["infrequent"])
    frequent = [i for i in range(len(column["categories"])) if i not in infrequent]
    return frequent[column["drop"]] if column["drop"] < len(frequent) else column["infrequent"][0]


def ordinal_encoder(s, dtype):
    from sklearn.preprocessing import OrdinalEncoder

    columns = s["columns"]
    parameters = {"encoded_missing_value": real(s["encoded_missing_value"])}
    if not s["unknown_is_error"]:
        value = real(s["unknown_value"])
        parameters |= {
            "handle_unknown": "use_encoded_value",
            "unknown_value": value if math.isnan(value) else int(value),
        }
    transformer = made(OrdinalEncoder, len(columns), parameters)
    encoder_columns(transformer, columns, False)
    transformer._missing_indices = {
        i: len(found) - 1
        for i, found in enumerate(transformer.categories_)
        if len(found) and isinstance(found[-1], float) and math.isnan(found[-1])
    }
    return transformer


def target_encoder(s, dtype):
    from sklearn.preprocessing import TargetEncoder

    several = s["target_type"] == "multiclass"
    means = reals(s["target_mean"])
    transformer = made(
        TargetEncoder, len(s["categories"]), {"target_type": s["target_type"]},
        categories_=[categories(c) for c in s["categories"]],
        encodings_=[reals(c) for c in s["encodings"]],
        target_mean_=means if several else means[0],
        target_type_=s["target_type"],
        classes_=categories(s["classes"]) if several else None,
    )
    transformer._infrequent_enabled = False
    return transformer


def simple_imputer(s, dtype):
    from sklearn.impute import MissingIndicator, SimpleImputer

    empty = [c == {} for c in s["statistics"]]
    values = [math.nan if e else category(c) for e, c in zip(empty, s["statistics"])]
    texts = any(isinstance(v, str) for v in values)
    array = np.empty(len(values), dtype=object) if texts else np.empty(len(values))
    array[:] = values
    missing = category(s["missing_values"])
    transformer = made(
        SimpleImputer, len(values),
        {"strategy": s["strategy"], "missing_values": missing, "add_indicator": bool(s["indicators"])},
        statistics_=array, _fit_dtype=np.dtype(object if texts else dtype), _fill_dtype=np.dtype(object if texts else dtype),
        indicator_=None,
    )
    if s["indicators"]:
        transformer.indicator_ = made(
            MissingIndicator, len(values), {"missing_values": missing, "error_on_new": False},
            features_=np.array(s["indicators"], dtype=np.int64), _n_features=len(values), _precomputed=True,
        )
    return transformer


def binarizer(s, dtype):
    from sklearn.preprocessing import Binarizer

    return made(Binarizer, s["features"], {"threshold": real(s["threshold"])})


def normalizer(s, dtype):
    from sklearn.preprocessing import Normalizer

    return made(Normalizer, s["features"], {"norm": s["norm"]})


def function_transformer(s, dtype):
    from sklearn.preprocessing import FunctionTransformer

    return made(
        FunctionTransformer, s["features"], {"func": getattr(np, s["func"]), "feature_names_out": "one-to-one"}
    )


def passthrough(s, dtype):
    from sklearn.preprocessing import FunctionTransformer

    return made(FunctionTransformer, s["features"], {"feature_names_out": "one-to-one"})


def polynomial_features(s, dtype):
    from sklearn.preprocessing import PolynomialFeatures

    parameters = {"interaction_only": s["interaction_only"], "include_bias": s["include_bias"]}
    return PolynomialFeatures(tuple(s["degree"]), **parameters).fit(np.zeros((1, s["features"])))


def feature_hasher(s, dtype):
    from sklearn.feature_extraction import FeatureHasher

    return FeatureHasher(n_features=s["n_features"], alternate_sign=s["alternate_sign"])


def pipeline(s, dtype):
    from sklearn.pipeline import Pipeline

    return Pipeline([(step["name"], build(step["state"], dtype)) for step in s["steps"]])


def column_transformer(s, dtype):
    from sklearn.compose import ColumnTransformer

    parts = [(p["name"], build(p["state"], dtype), p["columns"]) for p in s["parts"]]
    transformer = made(
        ColumnTransformer, s["features"],
        {
            "transformers": parts,
            "sparse_threshold": 1.0 if s["sparse"] else 0.0,
            "transformer_weights": {p["name"]: p["weight"] for p in s["parts"]},
            "verbose_feature_names_out": s["prefixed"],
        },
        transformers_=parts, sparse_output_=s["sparse"], _remainder=("remainder", "drop", []),
    )
    transformer._columns = [p["columns"] for p in s["parts"]]
    transformer._n_features = s["features"]
    transformer._transformer_to_input_indices = {p["name"]: p["columns"] for p in s["parts"]}
    transformer._transformer_to_input_indices["remainder"] = []
    start = 0
    transformer.output_indices_ = {}
    for name, part, columns in parts:
        transformer.output_indices_[name] = slice(start, start)
    transformer.output_indices_["remainder"] = slice(0, 0)
    return transformer


def feature_union(s, dtype):
    from sklearn.pipeline import FeatureUnion

    return FeatureUnion(
        [(p["name"], build(p["state"], dtype)) for p in s["parts"]],
        transformer_weights={p["name"]: p["weight"] for p in s["parts"]},
        verbose_feature_names_out=s["prefixed"],
    )


BUILDERS = {
    "Binarizer": binarizer,
    "ColumnTransformer": column_transformer,
    "FeatureHasher": feature_hasher,
    "FeatureUnion": feature_union,
    "FunctionTransformer": function_transformer,
    "KBinsDiscretizer": k_bins_discretizer,
    "MaxAbsScaler": max_abs_scaler,
    "MinMaxScaler": min_max_scaler,
    "Normalizer": normalizer,
    "OneHotEncoder": one_hot_encoder,
    "OrdinalEncoder": ordinal_encoder,
    "passthrough": passthrough,
    "Pipeline": pipeline,
    "PolynomialFeatures": polynomial_features,
    "PowerTransformer": power_transformer,
    "QuantileTransformer": quantile_transformer,
    "RobustScaler": robust_scaler,
    "SimpleImputer": simple_imputer,
    "StandardScaler": standard_scaler,
    "TargetEncoder": target_encoder,
}


def main():
    import joblib

    joblib.dump(load(sys.argv[1]), sys.argv[2])


if __name__ == "__main__":
    main()
