"""Prints the types and values that pyarrow and pandas read of a Parquet file, one line each, for a test to compare.

    python read_parquet.py FILE
"""

import sys

import pandas as pd
import pyarrow.parquet as pq


def main(path: str) -> None:
    table = pq.read_table(path)
    for field in table.schema:
        print(f"{field.name}: {field.type}")
    frame = pd.read_parquet(path)
    for name, dtype in frame.dtypes.items():
        print(f"{name}: {dtype}")
    for row in table.to_pylist():
        print("; ".join(str(value) for value in row.values()))


if __name__ == "__main__":
    main(sys.argv[1])
