"""Golden rows for `forebay import`: rows that a fitted transformer of scikit-learn has transformed.

    python3 golden_rows.py prep.pkl rows.csv golden.jsonl
    python3 golden_rows.py prep.pkl rows.parquet golden.parquet --rows 5000

The rows need the columns that the transformer was fitted on, under their names; one fitted on arrays takes the file's
columns in their order. A model at the end of a Pipeline is left out. What is written has the columns that went in and,
as golden_0, golden_1 and so on, what came out. Parquet needs pyarrow, and keeps infinities, which JSON has not.
Only open pickles that you trust: Python runs what is in them. Forebay does not.
"""

import argparse
import json
import math
import sys

import joblib
import numpy as np
import pandas as pd
import sklearn.pipeline


def read(path):
    if path.endswith(".parquet"):
        return pd.read_parquet(path)
    if path.endswith((".jsonl", ".ndjson")):
        return pd.read_json(path, lines=True, precise_float=True, dtype=False, convert_dates=False)
    # Without float_precision pandas may be wrong in the last bit.
    return pd.read_csv(path, float_precision="round_trip")


def without_model(transformer):
    """A Pipeline up to its last transformer."""
    if isinstance(transformer, sklearn.pipeline.Pipeline) and not hasattr(transformer.steps[-1][1], "transform"):
        return transformer[:-1]
    return transformer


def inputs_of(transformer, frame):
    names = getattr(transformer, "feature_names_in_", None)
    if names is None:
        count = transformer.n_features_in_
        if len(frame.columns) < count:
            raise ValueError(f"the rows have {len(frame.columns)} columns, and the transformer takes {count}")
        return frame[frame.columns[:count]], False
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise ValueError(f"the rows have no column {', '.join(map(repr, missing))}")
    return frame[list(names)], True


def value(cell, column):
    """A cell as JSON has it; NaN is null there."""
    if cell is None or cell is pd.NA or (isinstance(cell, (float, np.floating)) and math.isnan(cell)):
        return None
    if isinstance(cell, (bool, np.bool_)):
        return bool(cell)
    if isinstance(cell, (int, np.integer)):
        return int(cell)
    if isinstance(cell, (float, np.floating)):
        if math.isinf(cell):
            raise ValueError(f"column {column!r} has an infinity, which JSON has not: write .parquet")
        return float(cell)
    return str(cell)


def main():
    parser = argparse.ArgumentParser(description="Writes golden rows beside a pickle.")
    parser.add_argument("pickle")
    parser.add_argument("rows")
    parser.add_argument("golden")
    parser.add_argument("--rows", dest="limit", type=int, default=10_000, help="how many at most (default: 10000)")
    arguments = parser.parse_args()
    transformer = without_model(joblib.load(arguments.pickle))
    frame, named = inputs_of(transformer, read(arguments.rows).head(arguments.limit))
    output = transformer.transform(frame if named else frame.to_numpy())
    output = output.toarray() if hasattr(output, "toarray") else np.asarray(output)
    # Copied: a transformer with copy=False writes into what it is given.
    result = read(arguments.rows).head(arguments.limit)[list(frame.columns)].copy()
    for column in range(output.shape[1]):
        result[f"golden_{column}"] = output[:, column]
    if arguments.golden.endswith(".parquet"):
        result.to_parquet(arguments.golden, index=False)
    else:
        with open(arguments.golden, "w", encoding="utf-8") as file:
            for row in result.itertuples(index=False):
                cells = {name: value(cell, name) for name, cell in zip(result.columns, row)}
                file.write(json.dumps(cells, ensure_ascii=False, allow_nan=False) + "\n")
    print(f"{arguments.golden}: {len(result)} rows, {frame.shape[1]} columns in, {output.shape[1]} out")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as mistake:
        sys.exit(f"golden_rows.py: {mistake}")
