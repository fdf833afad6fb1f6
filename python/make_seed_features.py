"""What numpy and scikit-learn make of examples/seed/transactions.jsonl: the file that Forebay's answer is held against.

    python make_seed_features.py ../examples/seed > ../cli/src/test/resources/dev/forebay/cli/seed-features.jsonl

Which events are legal is decided here by Python's own json and datetime, not by Forebay.
"""

import datetime
import json
import pathlib
import sys

import joblib
import numpy as np

seed = pathlib.Path(sys.argv[1])
scaler = joblib.load(seed / "scaler.pkl")
FIELDS = {"transaction_id": int, "timestamp": str, "customer_id": str, "terminal_id": str, "transaction_amount": (int, float)}


def legal(line):
    try:
        event = json.loads(line)
        if not all(isinstance(event.get(name), kind) for name, kind in FIELDS.items()) or event["transaction_amount"] < 0:
            return None
        event["at"] = datetime.datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00"))
        return event
    except ValueError:
        return None


events = [event for event in map(legal, (seed / "transactions.jsonl").read_text().splitlines()) if event]
raw = np.array([[e["transaction_amount"], np.log1p(e["transaction_amount"]), e["at"].hour] for e in events], dtype=np.float64)
scaled = scaler.transform(raw)
for event, row in zip(events, scaled):
    out = {name: event[name] for name in ("transaction_id", "timestamp", "customer_id", "terminal_id")}
    out.update(zip(("transaction_amount_scaled", "transaction_amount_log_scaled", "hour_of_day_scaled"), map(float, row)))
    print(json.dumps(out))
