"""Fits scikit-learn's transformers and writes what they make of rows, for the tests of the transforms.

    make_transform_fixtures.py golden DIR          the fixtures of the repository
    make_transform_fixtures.py random DIR SEED     others, of another seed
    make_transform_fixtures.py pickles DIR         the transformers as files of joblib and pickle, and beside each its stored form

Each case is a file NAME.txt of lines with tab-separated cells: the fitted state in its stored form; the tolerance (0: the same bits); the
columns with their kinds; the names that come out; then rows, what goes in, "=>", what comes out or "refused". A text is a JSON string, NULL is none.
"""

import json
import math
import pickle
import sys
import warnings
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import sklearn
from make_fit_fixtures import FINITE, NUMBERS, TEXTS, data, real, state as fitted_state
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction import FeatureHasher
from sklearn.impute import SimpleImputer
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import (
    Binarizer,
    FunctionTransformer,
    KBinsDiscretizer,
    MaxAbsScaler,
    MinMaxScaler,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)

EXACT, CALLS = 0, 2
EXACT_FUNCTIONS = ["absolute", "ceil", "floor", "negative", "reciprocal", "rint", "sign", "sqrt", "square", "trunc"]
CALLED_FUNCTIONS = ["cbrt", "cos", "exp", "expm1", "log", "log10", "log1p", "log2", "sin", "tan", "tanh"]


def cases():
    """Name, transformer, columns, target, tolerance in units of the last place (above 2: several calls)."""
    yield "standard", StandardScaler(), [*NUMBERS, "empty"], None, EXACT
    yield "standard-without-mean", StandardScaler(with_mean=False), NUMBERS, None, EXACT
    yield "standard-without-std", StandardScaler(with_std=False), NUMBERS, None, EXACT
    yield "standard-truths", StandardScaler(), ["flag", "amount"], None, EXACT
    yield "minmax", MinMaxScaler(), [*NUMBERS, "empty"], None, EXACT
    yield "minmax-clip", MinMaxScaler(feature_range=(-1.5, 2), clip=True), NUMBERS, None, EXACT
    yield "maxabs", MaxAbsScaler(), [*NUMBERS, "empty"], None, EXACT
    yield "maxabs-clip", MaxAbsScaler(clip=True), NUMBERS, None, EXACT
    yield "robust", RobustScaler(), NUMBERS, None, EXACT
    yield "robust-unit", RobustScaler(unit_variance=True, quantile_range=(10.0, 83.5)), NUMBERS, None, EXACT
    yield "robust-without-center", RobustScaler(with_centering=False), NUMBERS, None, EXACT
    yield "power", PowerTransformer(), ["amount", "holes", "whole"], None, 4096
    yield "power-plain", PowerTransformer(standardize=False), ["amount", "holes", "whole"], None, 64
    yield "power-boxcox", PowerTransformer(method="box-cox", standardize=False), ["amount"], None, 64
    yield "quantile", QuantileTransformer(n_quantiles=37, subsample=None), NUMBERS, None, EXACT
    yield "quantile-normal", QuantileTransformer(n_quantiles=50, subsample=None, output_distribution="normal"), NUMBERS, None, 64
    yield "kbins", KBinsDiscretizer(n_bins=7, quantile_method="averaged_inverted_cdf", subsample=None), FINITE, None, EXACT
    yield "kbins-ordinal", KBinsDiscretizer(n_bins=4, encode="ordinal", strategy="uniform"), FINITE, None, EXACT
    yield "kbins-dense", KBinsDiscretizer(n_bins=5, encode="onehot-dense", strategy="uniform"), FINITE, None, EXACT
    for norm in ["l1", "l2", "max"]:
        yield f"normalizer-{norm}", Normalizer(norm=norm), FINITE, None, CALLS if norm != "max" else EXACT
    yield "binarizer", Binarizer(threshold=0.1), FINITE, None, EXACT
    yield "polynomial", PolynomialFeatures(3), ["amount", "signed", "whole"], None, EXACT
    yield "polynomial-interactions", PolynomialFeatures((2, 3), interaction_only=True, include_bias=False), FINITE, None, EXACT
    for name in EXACT_FUNCTIONS + CALLED_FUNCTIONS:
        function = FunctionTransformer(getattr(np, name), feature_names_out="one-to-one")
        yield f"function-{name}", function, ["amount", "holes"], None, EXACT if name in EXACT_FUNCTIONS else CALLS
    yield "function-none", FunctionTransformer(feature_names_out="one-to-one"), ["amount", "holes"], None, EXACT
    yield "onehot", OneHotEncoder(), [*TEXTS, "whole", "partly", "flag"], None, EXACT
    yield "onehot-ignore", OneHotEncoder(handle_unknown="ignore"), [*TEXTS, "whole", "partly", "flag"], None, EXACT
    yield "onehot-warn", OneHotEncoder(handle_unknown="warn", max_categories=3), [*TEXTS, "whole"], None, EXACT
    yield "onehot-rare", OneHotEncoder(min_frequency=0.08, max_categories=5, handle_unknown="infrequent_if_exist", drop="first"), TEXTS, None, EXACT
    yield "onehot-drop-ignore", OneHotEncoder(drop="first", handle_unknown="ignore"), [*TEXTS, "whole", "flag"], None, EXACT
    yield "onehot-drop-binary", OneHotEncoder(max_categories=3, sparse_output=False, drop="if_binary"), [*TEXTS, "flag", "constant"], None, EXACT
    yield "ordinal", OrdinalEncoder(), [*TEXTS, "whole", "partly"], None, EXACT
    yield "ordinal-unknown", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), [*TEXTS, "whole", "partly"], None, EXACT
    yield "ordinal-nan", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan, encoded_missing_value=-5), TEXTS, None, EXACT
    yield "ordinal-rare", OrdinalEncoder(min_frequency=40, max_categories=4, encoded_missing_value=-2), TEXTS, None, EXACT
    yield "target-binary", TargetEncoder(), [*TEXTS, "whole"], "fraud", EXACT
    yield "target-continuous", TargetEncoder(smooth=20.0), TEXTS, "loss", EXACT
    yield "target-classes", TargetEncoder(), TEXTS, "grade", EXACT
    yield "imputer", SimpleImputer(add_indicator=True), [*NUMBERS, "empty"], None, EXACT
    yield "imputer-median", SimpleImputer(strategy="median", keep_empty_features=True), [*NUMBERS, "empty"], None, EXACT
    yield "imputer-texts", SimpleImputer(strategy="most_frequent", add_indicator=False), TEXTS, None, EXACT
    yield "imputer-constant", SimpleImputer(strategy="constant", fill_value="none"), TEXTS, None, EXACT
    yield "imputer-sentinel", SimpleImputer(missing_values=-3.0, strategy="mean"), ["amount", "whole"], None, EXACT
    yield "hasher", FeatureHasher(n_features=16), ["amount", *TEXTS, "flag"], None, EXACT
    yield "hasher-plain", FeatureHasher(n_features=7, alternate_sign=False), ["whole", *TEXTS], None, EXACT
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    texts = make_pipeline(SimpleImputer(strategy="constant", fill_value="?"), OneHotEncoder(handle_unknown="ignore"))
    yield "pipeline", make_pipeline(SimpleImputer(), StandardScaler(), MinMaxScaler()), NUMBERS, None, EXACT
    yield "pipeline-texts", texts, TEXTS, None, EXACT
    yield "pipeline-rows", make_pipeline(PolynomialFeatures(2), StandardScaler()), ["amount", "whole"], None, EXACT
    prep = [("num", numbers, NUMBERS), ("cat", texts, TEXTS)]
    yield "columns", ColumnTransformer(prep, sparse_threshold=0), [*NUMBERS, *TEXTS], None, EXACT
    yield "columns-short-names", ColumnTransformer(prep, verbose_feature_names_out=False), [*TEXTS, *NUMBERS], None, EXACT
    rest = ColumnTransformer(prep[:1], remainder="passthrough", transformer_weights={"num": 0.3})
    yield "columns-weights-remainder", rest, [*NUMBERS, "flag"], None, EXACT
    yield "columns-drop", ColumnTransformer([("a", "passthrough", ["whole"]), ("b", "drop", ["amount"]), ("c", MaxAbsScaler(), ["signed"])]), FINITE, None, EXACT
    for scaler in [StandardScaler(with_mean=False), MaxAbsScaler(), RobustScaler(with_centering=False)]:
        sparse = ColumnTransformer([("cat", OneHotEncoder(), TEXTS), ("num", "passthrough", ["amount"])], sparse_threshold=1)
        yield "sparse-" + type(scaler).__name__.lower(), make_pipeline(sparse, scaler), [*TEXTS, "amount"], None, EXACT
    union = FeatureUnion([("s", StandardScaler()), ("m", MinMaxScaler()), ("k", KBinsDiscretizer(4, strategy="uniform", encode="onehot-dense"))])
    yield "union", union, FINITE, None, EXACT
    for single in [
        StandardScaler(),
        MinMaxScaler(clip=True),
        MaxAbsScaler(),
        RobustScaler(),
        Binarizer(threshold=0.1),
        KBinsDiscretizer(5, encode="ordinal", strategy="uniform"),
        QuantileTransformer(n_quantiles=20, subsample=None),
        PolynomialFeatures(2),
        SimpleImputer(),
        FunctionTransformer(np.square, feature_names_out="one-to-one"),
        make_pipeline(StandardScaler(), MinMaxScaler(), MaxAbsScaler()),
    ]:
        yield "float32-" + type(single).__name__.lower(), single, FINITE, None, EXACT


def part(name, columns, weight, transformer, feature_count):
    if transformer == "passthrough":
        inner = {"transformer": "passthrough", "features": len(columns)}
    else:
        inner = state(transformer)
    return {"name": name, "columns": columns, "weight": float(weight), "state": inner}


def state(t):
    """The stored form of a fitted transformer, of those too that fit_fixtures does not have."""
    name = type(t).__name__
    s = {"transformer": name}
    if name == "Normalizer":
        return s | {"features": t.n_features_in_, "norm": t.norm}
    if name == "Binarizer":
        return s | {"features": t.n_features_in_, "threshold": float(t.threshold)}
    if name == "FunctionTransformer" and t.func is None:
        return {"transformer": "passthrough", "features": t.n_features_in_}
    if name == "FunctionTransformer":
        return s | {"features": t.n_features_in_, "func": t.func.__name__}
    if name == "Pipeline":
        return s | {"steps": [{"name": n, "state": state(step)} for n, step in t.steps]}
    if name == "ColumnTransformer":
        parts = []
        for part_name, transformer, columns in t.transformers_:
            chosen = [int(i) for i in t._transformer_to_input_indices[part_name]]
            dropped = isinstance(transformer, str) and transformer == "drop"
            if not dropped and chosen:
                weight = (t.transformer_weights or {}).get(part_name, 1.0)
                parts.append(part(part_name, chosen, weight, transformer, t.n_features_in_))
        s |= {"features": t.n_features_in_, "sparse": t.sparse_output_, "prefixed": t.verbose_feature_names_out}
        return s | {"parts": parts}
    if name == "FeatureUnion":
        everything = list(range(t.n_features_in_))
        parts = [part(n, everything, 1.0, transformer, t.n_features_in_) for n, transformer in t.transformer_list]
        return s | {"features": t.n_features_in_, "sparse": False, "prefixed": t.verbose_feature_names_out, "parts": parts}
    return fitted_state(t)


def probes(frame, seed):
    """Rows to transform: some that were fitted on, and what is odd about each column."""
    rng = np.random.default_rng(seed + 1)
    rows = frame.iloc[rng.choice(len(frame), 24, replace=False)].copy()
    odd = []
    for value in [0.0, -0.0, 1e-300, -1e-15, 1e300, -1e300, np.inf, -np.inf, np.nan, 0.1, 1e16, 123456789.125]:
        row = frame.iloc[int(rng.integers(len(frame)))].copy()
        for name in ["amount", "signed", "holes", "tiny", "constant", "empty", "partly"]:
            row[name] = value
        odd.append(row)
    for name in ["amount", "signed", "holes", "partly"]:
        for value in [frame[name].min(), frame[name].max(), frame[name].median()]:
            row = frame.iloc[int(rng.integers(len(frame)))].copy()
            row[name] = value
            odd.append(row)
    for channel, country, whole, partly in [("fax", "FR", 99, 7.5), ("", "XX", -3, 2.0), ("web ", np.nan, 0, np.nan), ("\U0001d4b3", "DE", 8, 1.0)]:
        row = frame.iloc[int(rng.integers(len(frame)))].copy()
        row["channel"], row["country"], row["whole"], row["partly"] = channel, country, whole, partly
        odd.append(row)
    rows = pd.concat([rows, pd.DataFrame(odd)], ignore_index=True)
    return rows.astype({name: frame[name].dtype for name in frame.columns})


def kind(frame, name):
    return "texts" if frame[name].dtype == object or str(frame[name].dtype).startswith("str") else "numbers"


def cell(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "nan"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=True)
    value = real(value)
    return value if isinstance(value, str) else repr(value)


def transformed(transformer, row, hasher):
    # scikit-learn hashes infinities and NaN; Forebay refuses them.
    if hasher and any(not math.isfinite(row.iloc[0][c]) for c in row.columns if kind(row, c) == "numbers"):
        return None
    try:
        out = transformer.transform([{k: v for k, v in row.iloc[0].items() if not (isinstance(v, float) and math.isnan(v))}] if hasher else row)
    except ValueError:
        return None
    out = out.toarray() if hasattr(out, "toarray") else np.asarray(out)
    return list(out[0])


def write(directory, seed, rows):
    directory.mkdir(parents=True, exist_ok=True)
    frame = data(seed, rows)
    rows = probes(frame, seed)
    for name, transformer, columns, target, tolerance in cases():
        single = name.startswith("float32-")
        fitting = frame[columns].astype(np.float32) if single else frame[columns]
        hasher = isinstance(transformer, FeatureHasher)
        transformer.fit(fitting.to_dict("records") if hasher else fitting, None if target is None else frame[target])
        if hasher:
            stored_state = {"transformer": "FeatureHasher", "features": len(columns), "n_features": transformer.n_features, "alternate_sign": transformer.alternate_sign}
            names = [f"featurehasher{i}" for i in range(transformer.n_features)]
        else:
            stored_state = state(transformer)
            names = list(transformer.get_feature_names_out())
        stored = {
            "forebay_fitted": 1,
            "produced_by": "scikit-learn " + sklearn.__version__,
            "precision": "float32" if single else "float64",
            "columns": columns,
            "state": stored_state,
        }
        lines = [
            json.dumps(stored, ensure_ascii=True, allow_nan=False),
            str(tolerance),
            "\t".join(f"{json.dumps(c)}\t{kind(frame, c)}" for c in columns),
            "\t".join(json.dumps(n, ensure_ascii=True) for n in names),
        ]
        for i in range(len(rows)):
            row = rows.iloc[[i]][columns]
            if single:
                row = row.astype(np.float32)
            inputs = ["NULL" if kind(frame, c) == "texts" and not isinstance(rows.iloc[i][c], str) else cell(row.iloc[0][c]) for c in columns]
            out = transformed(transformer, row, hasher)
            lines.append("\t".join([*inputs, "=>", *(["refused"] if out is None else [cell(v) for v in out])]))
        (directory / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pickles(directory):
    directory.mkdir(parents=True, exist_ok=True)
    frame = data(20261127, 600)
    protocols = [2, 3, 4, 5]
    for number, (name, transformer, columns, target, _) in enumerate(cases()):
        if isinstance(transformer, FeatureHasher) or name.startswith("float32-"):
            continue
        transformer.fit(frame[columns], None if target is None else frame[target])
        stored = {
            "forebay_fitted": 1,
            "produced_by": "scikit-learn " + sklearn.__version__,
            "precision": "float64",
            "columns": columns,
            "state": state(transformer),
        }
        (directory / f"{name}.json").write_text(json.dumps(stored, ensure_ascii=True, allow_nan=False) + "\n", encoding="utf-8")
        file = directory / f"{name}.pkl"
        if number % 3 == 0:
            file.write_bytes(pickle.dumps(transformer, protocol=protocols[number // 3 % 4]))
        else:
            joblib.dump(transformer, file, compress=("zlib", 9) if number % 3 == 1 else 0, protocol=protocols[number // 3 % 4])


def main():
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    mode, directory = sys.argv[1], Path(sys.argv[2])
    if mode == "pickles":
        write_pickles(directory)
    elif mode == "golden":
        write(directory, 20261127, 600)
    else:
        seed = int(sys.argv[3])
        write(directory, seed, 300 + seed % 1000)


if __name__ == "__main__":
    main()
