"""Fits W1's scaler: make_scaler.py EVENTS.jsonl OUT_DIR

Writes scaler.pkl (a scikit-learn StandardScaler, dumped with joblib) and scaler.json (the same numbers as text)."""
import json
import sys

import joblib
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler

events = pd.read_json(sys.argv[1], lines=True)
features = pd.DataFrame(
    {
        "transaction_amount": events["transaction_amount"].astype(float),
        "transaction_amount_log": np.log1p(events["transaction_amount"]),
        "hour_of_day": pd.to_datetime(events["timestamp"]).dt.hour.astype(float),
    }
)
scaler = StandardScaler().fit(features)
joblib.dump(scaler, f"{sys.argv[2]}/scaler.pkl")
with open(f"{sys.argv[2]}/scaler.json", "w") as out:
    json.dump({"mean": scaler.mean_.tolist(), "scale": scaler.scale_.tolist()}, out, indent=2)
    out.write("\n")
