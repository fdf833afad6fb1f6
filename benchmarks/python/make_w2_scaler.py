"""Fits W2's scaler: make_w2_scaler.py EVENTS.parquet OUT_DIR

Writes scaler.pkl (a scikit-learn StandardScaler, dumped with joblib) and scaler.json (the same numbers as text)."""
import json
import sys

import duckdb
import joblib
from sklearn.preprocessing import StandardScaler
from w2_duckdb import query

connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")
rows = connection.sql(query(f"read_parquet({sys.argv[1]!r})") + " ORDER BY transaction_id").df()
scaler = StandardScaler().fit(rows.drop(columns="transaction_id"))
joblib.dump(scaler, f"{sys.argv[2]}/scaler.pkl")
with open(f"{sys.argv[2]}/scaler.json", "w") as out:
    json.dump({"mean": scaler.mean_.tolist(), "scale": scaler.scale_.tolist()}, out, indent=2)
    out.write("\n")
