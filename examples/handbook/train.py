"""Trains the handbook's logistic regression on features that Forebay made, and writes it as ONNX.

    python examples/handbook/train.py features.parquet inputs.json fraud.onnx

features.parquet is what pipeline.yaml gives, inputs.json what 'forebay fit' learned for scored.yaml. Needs pandas, pyarrow, scikit-learn, skl2onnx.
"""

import json
import sys

import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.linear_model import LogisticRegression

FIRST, LAST = "2018-07-25", "2018-08-01"


def main():
    features, fitted, target = sys.argv[1:]
    with open(fitted) as file:
        scaler = json.load(file)
    columns = scaler["columns"]
    rows = pd.read_parquet(features)
    time = pd.to_datetime(rows["TX_DATETIME"]).dt.tz_localize(None)
    rows = rows[(time >= FIRST) & (time < LAST)]
    scaled = (rows[columns].to_numpy(dtype=float) - np.array(scaler["state"]["mean"])) / np.array(scaler["state"]["scale"])
    classifier = LogisticRegression(random_state=0).fit(scaled, rows["TX_FRAUD"])
    model = to_onnx(
        classifier,
        initial_types=[("X", FloatTensorType([None, len(columns)]))],
        options={id(classifier): {"zipmap": False}},
        target_opset=17,
    )
    model.graph.name = "handbook-logistic-regression"
    with open(target, "wb") as file:
        file.write(model.SerializeToString())
    print(f"trained on {len(rows):,} transactions, {int(rows['TX_FRAUD'].sum()):,} of them frauds")


main()
