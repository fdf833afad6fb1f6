"""scikit-learn's transformers, and the same by ONNX Runtime, in memory: what `benchmarks/run transforms` holds Forebay against.

    python3 transforms.py make DIRECTORY ROWS        columns and fitted transformers, as files
    python3 transforms.py time DIRECTORY NAME...     one line of JSON a transformer: nanoseconds a row, and for one row
"""

import json
import os
import sys
import time

import joblib
import numpy as np
from sklearn.impute import SimpleImputer
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

COLUMNS = 10
CATEGORIES = 20
FIT_ROWS = 50_000
ONE_ROW_CALLS = 300

NUMBERS = {
    "StandardScaler": StandardScaler(),
    "MinMaxScaler": MinMaxScaler(),
    "MaxAbsScaler": MaxAbsScaler(),
    "RobustScaler": RobustScaler(),
    "PowerTransformer": PowerTransformer(),
    "QuantileTransformer": QuantileTransformer(),
    "QuantileTransformer-normal": QuantileTransformer(output_distribution="normal"),
    "KBinsDiscretizer": KBinsDiscretizer(encode="ordinal"),
    "KBinsDiscretizer-onehot": KBinsDiscretizer(encode="onehot-dense"),
    "Normalizer": Normalizer(),
    "Binarizer": Binarizer(threshold=50),
    "PolynomialFeatures": PolynomialFeatures(2),
    "SimpleImputer": SimpleImputer(),
    "FunctionTransformer-log1p": FunctionTransformer(np.log1p),
}
TEXTS = {
    "OneHotEncoder": OneHotEncoder(sparse_output=False),
    "OrdinalEncoder": OrdinalEncoder(),
    "TargetEncoder": TargetEncoder(),
}


def categories():
    return np.array([f"category-{i:02d}" for i in range(CATEGORIES)], dtype=object)


def columns(directory):
    """The numbers, and the texts as places among the categories; both a column after the other."""
    numbers = np.fromfile(os.path.join(directory, "numbers.f64"), dtype="<f8").reshape(COLUMNS, -1).T
    places = np.fromfile(os.path.join(directory, "texts.u1"), dtype=np.uint8).reshape(COLUMNS, -1).T
    return np.ascontiguousarray(numbers), places


def make(directory, rows):
    random = np.random.default_rng(42)
    numbers = random.gamma(2, 50, (COLUMNS, rows))
    places = random.integers(0, CATEGORIES, (COLUMNS, rows), dtype=np.uint8)
    numbers.astype("<f8").tofile(os.path.join(directory, "numbers.f64"))
    places.tofile(os.path.join(directory, "texts.u1"))
    fit_rows = min(rows, FIT_ROWS)
    target = random.integers(0, 2, fit_rows)
    for name, transformer in NUMBERS.items():
        transformer.fit(numbers[:, :fit_rows].T)
        joblib.dump(transformer, os.path.join(directory, name + ".pkl"))
    texts = categories()[places[:, :fit_rows].T]
    for name, transformer in TEXTS.items():
        transformer.fit(texts, target)
        joblib.dump(transformer, os.path.join(directory, name + ".pkl"))


def of_texts(name):
    return name in TEXTS


def once(transform, rows):
    before = time.perf_counter_ns()
    output = transform(rows)
    return time.perf_counter_ns() - before, output


def one_row(transform, rows):
    times = sorted(once(transform, rows[i : i + 1])[0] for i in range(ONE_ROW_CALLS))
    return times[len(times) // 2]


def onnx_session(transformer, texts):
    """The transformer in ONNX Runtime, one thread as scikit-learn and Forebay have; None where it has no form there."""
    try:
        import onnxruntime
        from skl2onnx import to_onnx
        from skl2onnx.common.data_types import DoubleTensorType, StringTensorType

        kind = StringTensorType if texts else DoubleTensorType
        model = to_onnx(transformer, initial_types=[("x", kind([None, COLUMNS]))])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        return lambda rows: session.run(None, {"x": rows})[0]
    except Exception:  # noqa: BLE001 each library says in its own way that it has no form for one
        return None


def measure(directory, names):
    numbers, places = columns(directory)
    for name in names:
        transformer = joblib.load(os.path.join(directory, name + ".pkl"))
        rows = categories()[places] if of_texts(name) else numbers
        nanos, output = once(transformer.transform, rows)
        result = {
            "name": name,
            "sum": float(np.nansum(np.where(np.isfinite(output), output, 0))),
            "nanos": nanos / len(rows),
            "one_nanos": one_row(transformer.transform, rows),
        }
        transform = onnx_session(transformer, of_texts(name))
        if transform is not None:
            try:
                one_row(transform, rows)
                result["onnx_nanos"] = once(transform, rows)[0] / len(rows)
                result["onnx_one_nanos"] = one_row(transform, rows)
            except Exception:  # noqa: BLE001 a form that does not run is none
                pass
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        measure(sys.argv[2], sys.argv[3:] or list(NUMBERS) + list(TEXTS))
