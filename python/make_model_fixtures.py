"""Trains small models, converts them to ONNX and writes what they answer, for the tests of the model.

    make_model_fixtures.py DIR

DIR gets NAME.onnx and NAME.csv: the vector's columns, then what ONNX Runtime answers. Needs skl2onnx and onnxruntime besides scikit-learn.
"""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

COLUMNS = ["amount", "hour", "tx"]


def answers(model, inputs, names):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(names, inputs)


def write(directory, name, model, data, inputs, output, position):
    (directory / f"{name}.onnx").write_bytes(model.SerializeToString())
    answer = answers(model, inputs, [output])[0].reshape(len(data), -1)[:, position]
    lines = [",".join([*COLUMNS, "answer"])]
    for row, value in zip(data, answer):
        lines.append(",".join(repr(float(v)) for v in [*row, value]))
    (directory / f"{name}.csv").write_text("\n".join(lines) + "\n")


def main():
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20261126)
    data = np.round(rng.normal(size=(60, 3)) * [50, 6, 3] + [60, 12, 5], 3)
    fraud = (data[:, 0] / 50 + rng.normal(size=60) > 1.5).astype(int)
    single = data.astype(np.float32)
    classifier = LogisticRegression().fit(data, fraud)
    options = {id(classifier): {"zipmap": False}}
    model = to_onnx(classifier, initial_types=[("X", FloatTensorType([None, 3]))], options=options)
    write(directory, "classifier", model, data, {"X": single}, "probabilities", 1)
    named = [(name, FloatTensorType([None, 1])) for name in reversed(COLUMNS)]
    frame = pd.DataFrame(data, columns=COLUMNS)[COLUMNS[::-1]]
    together = make_pipeline(ColumnTransformer([("all", StandardScaler(), COLUMNS)]), LogisticRegression()).fit(frame, fraud)
    model = to_onnx(together, initial_types=named, options={id(together): {"zipmap": False}})
    write(directory, "named", model, data, {name: single[:, [i]] for i, name in enumerate(COLUMNS)}, "probabilities", 1)
    regression = LinearRegression().fit(data, data @ [0.5, -1.25, 3])
    model = to_onnx(regression, initial_types=[("X", DoubleTensorType([None, 3]))])
    write(directory, "regression", model, data, {"X": data}, "variable", 0)
    (directory / "maps.onnx").write_bytes(to_onnx(classifier, initial_types=[("X", FloatTensorType([None, 3]))]).SerializeToString())


main()
