"""Fits scikit-learn's transformers on made-up columns and writes what they learned, for the tests of `forebay fit`.

    make_fit_fixtures.py golden DIR          the fixtures of the repository
    make_fit_fixtures.py random DIR SEED     others, of another seed
    make_fit_fixtures.py check DIR           whether forebay_fitted.py makes of what is in DIR what was fitted; exit code 1 if not

DIR gets data.csv (every number as the shortest decimal that reads back) and, for each case, NAME.json in the stored form of fitted state.
"""

import json
import math
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.pipeline import make_pipeline
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.preprocessing import (
    KBinsDiscretizer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)

NUMBERS = ["amount", "signed", "holes", "tiny", "constant", "whole"]
FINITE = ["amount", "signed", "constant", "whole"]
TEXTS = ["channel", "country"]


def data(seed, rows):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame()
    frame["amount"] = np.exp(rng.normal(3, 2, rows))
    frame["signed"] = rng.normal(1e6, 3, rows) * rng.choice([-1, 1], rows)
    frame["holes"] = np.where(rng.random(rows) < 0.2, np.nan, rng.normal(0, 1, rows))
    frame["tiny"] = rng.integers(1, 4, rows) * 1e-15
    frame["constant"] = 0.1
    frame["empty"] = np.nan
    frame["whole"] = rng.integers(-3, 9, rows)
    frame["partly"] = np.where(rng.random(rows) < 0.1, np.nan, rng.integers(0, 5, rows).astype(float))
    frame["flag"] = rng.random(rows) < 0.3
    frame["channel"] = rng.choice(["web", "pos", "app", "Ä", "\U0001d4b3", "\uffee", ""], rows, p=[0.4, 0.25, 0.2, 0.06, 0.05, 0.03, 0.01])
    country = rng.choice(["FR", "DE", "IT", "ES", "PT", "NL", "BE"], rows, p=[0.3, 0.3, 0.1, 0.1, 0.1, 0.05, 0.05]).astype(object)
    country[rng.random(rows) < 0.05] = np.nan
    frame["country"] = country
    frame["fraud"] = (rng.random(rows) < 0.1).astype(int)
    frame["loss"] = rng.normal(5, 3, rows)
    frame["grade"] = rng.choice(["a", "b", "c"], rows)
    return frame


def cases():
    """Name, transformer, columns, target."""
    yield "standard", StandardScaler(), [*NUMBERS, "empty"], None
    yield "standard-without-mean", StandardScaler(with_mean=False), NUMBERS, None
    yield "standard-without-std", StandardScaler(with_std=False), NUMBERS, None
    yield "standard-one", StandardScaler(), ["amount"], None
    yield "minmax", MinMaxScaler(), [*NUMBERS, "empty"], None
    yield "minmax-range", MinMaxScaler(feature_range=(-1.5, 2), clip=True), NUMBERS, None
    yield "maxabs", MaxAbsScaler(), [*NUMBERS, "empty"], None
    yield "robust", RobustScaler(), NUMBERS, None
    yield "robust-range", RobustScaler(quantile_range=(10.0, 83.5), with_centering=False), NUMBERS, None
    yield "quantile", QuantileTransformer(n_quantiles=37, subsample=None), NUMBERS, None
    yield "quantile-many", QuantileTransformer(n_quantiles=100_000, subsample=None, output_distribution="normal"), ["amount"], None
    yield "kbins", KBinsDiscretizer(n_bins=7, quantile_method="averaged_inverted_cdf", subsample=None), FINITE, None
    yield "kbins-linear", KBinsDiscretizer(n_bins=4, encode="ordinal", quantile_method="linear", subsample=None), FINITE, None
    yield "kbins-uniform", KBinsDiscretizer(n_bins=5, encode="onehot-dense", strategy="uniform"), FINITE, None
    yield "onehot", OneHotEncoder(), [*TEXTS, "whole", "partly", "flag"], None
    yield "onehot-rare", OneHotEncoder(min_frequency=0.08, max_categories=5, handle_unknown="infrequent_if_exist", drop="first"), TEXTS, None
    yield "onehot-few", OneHotEncoder(max_categories=3, sparse_output=False, drop="if_binary", handle_unknown="ignore"), [*TEXTS, "flag"], None
    yield "onehot-listed", OneHotEncoder(drop=["pos", 4.0, True]), ["channel", "partly", "flag"], None
    yield "robust-unit", RobustScaler(quantile_range=(5.0, 80.0), unit_variance=True), NUMBERS, None
    yield "ordinal", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), [*TEXTS, "whole"], None
    yield "ordinal-rare", OrdinalEncoder(min_frequency=40, max_categories=4, encoded_missing_value=-2), TEXTS, None
    yield "imputer-mean", SimpleImputer(add_indicator=True), [*NUMBERS, "empty"], None
    yield "imputer-median", SimpleImputer(strategy="median", keep_empty_features=True), [*NUMBERS, "empty"], None
    yield "imputer-frequent", SimpleImputer(strategy="most_frequent"), ["whole", "partly", "holes"], None
    yield "imputer-texts", SimpleImputer(strategy="most_frequent"), TEXTS, None
    yield "imputer-sentinel", SimpleImputer(missing_values=-3.0, strategy="mean"), ["amount", "whole"], None
    yield "target-binary", TargetEncoder(cv=5), [*TEXTS, "whole"], "fraud"
    yield "target-smooth", TargetEncoder(smooth=20.0), TEXTS, "loss"
    yield "target-continuous", TargetEncoder(), TEXTS, "loss"
    yield "target-classes", TargetEncoder(), TEXTS, "grade"
    yield "pipeline", make_pipeline(SimpleImputer(), StandardScaler(), MinMaxScaler()), NUMBERS, None
    yield "pipeline-scaled", make_pipeline(StandardScaler(), StandardScaler(with_std=False), MinMaxScaler()), NUMBERS, None
    yield "pipeline-rows", make_pipeline(PolynomialFeatures(2), StandardScaler()), ["amount", "whole"], None
    yield "power", PowerTransformer(), ["amount", "holes", "whole"], None
    yield "power-plain", PowerTransformer(standardize=False), ["amount", "holes", "constant"], None
    yield "power-boxcox", PowerTransformer(method="box-cox"), ["amount"], None
    yield "pipeline-target", make_pipeline(TargetEncoder(cv=StratifiedKFold(5, shuffle=True, random_state=0)), StandardScaler()), TEXTS, "fraud"
    yield "pipeline-target-loss", make_pipeline(TargetEncoder(cv=KFold(4, shuffle=True, random_state=7)), StandardScaler()), TEXTS, "loss"


def real(value):
    value = float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def reals(values):
    return None if values is None else [real(v) for v in values]


def category(value):
    if value is None:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return {"missing": "nan"} if math.isnan(value) else ({"real": real(value)} if math.isinf(value) else float(value))
    return str(value)


def encoded(transformer, i):
    infrequent = []
    if transformer._infrequent_enabled:
        found = transformer._infrequent_indices[i]
        infrequent = [] if found is None else [int(k) for k in found]
    drop = getattr(transformer, "_drop_idx_after_grouping", None)
    return {
        "categories": [category(c) for c in transformer.categories_[i]],
        "infrequent": infrequent,
        "drop": None if drop is None or drop[i] is None else int(drop[i]),
    }


def state(t):
    """The stored form of a fitted transformer."""
    name = type(t).__name__
    s = {"transformer": name}
    if name == "StandardScaler":
        s |= {"features": t.n_features_in_, "with_mean": t.with_mean, "with_std": t.with_std}
        s |= {"mean": reals(t.mean_), "var": reals(t.var_), "scale": reals(t.scale_)}
    elif name == "MinMaxScaler":
        s |= {"feature_range": reals(t.feature_range), "clip": t.clip, "scale": reals(t.scale_), "min": reals(t.min_)}
        s |= {"data_min": reals(t.data_min_), "data_max": reals(t.data_max_)}
    elif name == "MaxAbsScaler":
        s |= {"clip": t.clip, "scale": reals(t.scale_), "max_abs": reals(t.max_abs_)}
    elif name == "RobustScaler":
        s |= {"features": t.n_features_in_, "with_centering": t.with_centering, "with_scaling": t.with_scaling}
        s |= {"center": reals(t.center_), "scale": reals(t.scale_)}
    elif name == "QuantileTransformer":
        s |= {"output_distribution": t.output_distribution, "references": reals(t.references_)}
        s |= {"quantiles": [reals(column) for column in t.quantiles_.T]}
    elif name == "KBinsDiscretizer":
        s |= {"encode": t.encode.replace("-", "_"), "edges": [reals(edges) for edges in t.bin_edges_]}
    elif name == "OneHotEncoder":
        s |= {"handle_unknown": t.handle_unknown, "sparse": t.sparse_output}
        s |= {"columns": [encoded(t, i) for i in range(t.n_features_in_)]}
    elif name == "OrdinalEncoder":
        s |= {"unknown_is_error": t.handle_unknown == "error"}
        s |= {"unknown_value": "nan" if t.unknown_value is None else real(t.unknown_value)}
        s |= {"encoded_missing_value": real(t.encoded_missing_value)}
        s |= {"columns": [encoded(t, i) for i in range(t.n_features_in_)]}
    elif name == "SimpleImputer":
        empty = [not t.keep_empty_features and isinstance(v, float) and math.isnan(v) for v in t.statistics_]
        s |= {"missing_values": category(t.missing_values), "strategy": t.strategy}
        s |= {"statistics": [{} if e else category(v) for e, v in zip(empty, t.statistics_)]}
        s |= {"indicators": [int(i) for i in t.indicator_.features_] if t.add_indicator else []}
    elif name == "TargetEncoder":
        several = t.target_type_ == "multiclass"
        s |= {"target_type": t.target_type_, "classes": [category(c) for c in t.classes_] if several else []}
        s |= {"target_mean": reals(np.atleast_1d(t.target_mean_))}
        s |= {"categories": [[category(c) for c in column] for column in t.categories_]}
        s |= {"encodings": [reals(column) for column in t.encodings_]}
    elif name == "PolynomialFeatures":
        s |= {"features": t.n_features_in_, "degree": [t._min_degree, t._max_degree]}
        s |= {"interaction_only": t.interaction_only, "include_bias": t.include_bias}
    elif name == "PowerTransformer":
        s |= {"method": t.method.replace("-", "_"), "lambdas": reals(t.lambdas_)}
        s |= {"standardize": state(t._scaler) if t.standardize else None}
    elif name == "Pipeline":
        s |= {"steps": [{"name": n, "state": state(step)} for n, step in t.steps]}
    elif name in ("ColumnTransformer", "FeatureUnion"):
        whole = name == "ColumnTransformer"
        parts = t.transformers_ if whole else [(n, part, list(range(part.n_features_in_))) for n, part in t.transformer_list]
        weights = t.transformer_weights or {}
        s |= {"features": t.n_features_in_, "sparse": whole and t.sparse_output_, "prefixed": t.verbose_feature_names_out}
        s |= {"parts": [
            {"name": n, "columns": [int(i) for i in at], "weight": float(weights.get(n, 1)), "state": state(part)}
            for n, part, at in parts
        ]}
    else:
        raise ValueError(name)
    return s


def write(directory, frame):
    directory.mkdir(parents=True, exist_ok=True)
    frame.to_csv(directory / "data.csv", index=False, na_rep="NA", float_format=lambda value: repr(float(value)))
    for name, transformer, columns, target in cases():
        transformer.fit(frame[columns], None if target is None else frame[target])
        stored = {
            "forebay_fitted": 1,
            "produced_by": "scikit-learn " + sklearn.__version__,
            "precision": "float64",
            "columns": columns,
            "state": state(transformer),
        }
        (directory / f"{name}.json").write_text(json.dumps(stored, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def same(a, b):
    a = a.toarray() if hasattr(a, "toarray") else np.asarray(a)
    b = b.toarray() if hasattr(b, "toarray") else np.asarray(b)
    if a.shape != b.shape:
        return False
    if a.dtype == object or b.dtype == object:
        return all(x == y or (x != x and y != y) for x, y in zip(a.ravel(), b.ravel()))
    return np.array_equal(a, b, equal_nan=True)


def check(directory):
    """Whether each file, loaded as a transformer, transforms as the one that was fitted does, and names its columns so."""
    import forebay_fitted
    from sklearn.compose import ColumnTransformer
    from sklearn.pipeline import FeatureUnion

    frame = data(20261126, 700)
    wrong = []
    for name, transformer, columns, target in cases():
        transformer.fit(frame[columns], None if target is None else frame[target])
        loaded = forebay_fitted.load(directory / f"{name}.json")
        if not same(transformer.transform(frame[columns]), loaded.transform(frame[columns])):
            wrong.append(name)
        elif list(transformer.get_feature_names_out()) != list(loaded.get_feature_names_out()):
            wrong.append(name + ": names")
    for whole in (
        ColumnTransformer([("n", StandardScaler(), [0, 2]), ("t", OneHotEncoder(), [3]), ("s", MinMaxScaler(), [1])], transformer_weights={"n": 2.0}),
        FeatureUnion([("a", StandardScaler()), ("b", make_pipeline(MinMaxScaler(), PolynomialFeatures(2)))], verbose_feature_names_out=False),
    ):
        columns = ["amount", "signed", "whole", "channel"] if isinstance(whole, ColumnTransformer) else ["amount", "whole"]
        whole.fit(frame[columns])
        loaded = forebay_fitted.build(json.loads(json.dumps(state(whole))))
        if not same(whole.transform(frame[columns]), loaded.transform(frame[columns])):
            wrong.append(type(whole).__name__)
    print("\n".join(wrong))
    return not wrong


def main():
    warnings.simplefilter("ignore")
    mode, directory = sys.argv[1], Path(sys.argv[2])
    if mode == "check":
        sys.exit(0 if check(directory) else 1)
    elif mode == "golden":
        write(directory, data(20261126, 700))
    else:
        seed = int(sys.argv[3])
        write(directory, data(seed, 300 + seed % 3000))


if __name__ == "__main__":
    main()
