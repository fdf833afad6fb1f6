"""W1 as the loop many start with: one message at a time through pandas and scikit-learn.

seed_loop.py BROKERS INPUT OUTPUT RUN SCALER_DIR. Runs until it is stopped."""
import json
import sys

import joblib
import numpy as np
import pandas as pd
from confluent_kafka import Consumer, Producer

brokers, source, sink, run, directory = sys.argv[1:]
COLUMNS = ["transaction_amount", "transaction_amount_log", "hour_of_day"]
scaler = joblib.load(f"{directory}/scaler.pkl")


def preprocess(event):
    frame = pd.DataFrame([event])
    frame["timestamp"] = pd.to_datetime(frame["timestamp"])
    frame["transaction_amount_log"] = np.log1p(frame["transaction_amount"])
    frame["hour_of_day"] = frame["timestamp"].dt.hour
    scaled = scaler.transform(frame[COLUMNS])
    result = pd.DataFrame(scaled, columns=[f"{column}_scaled" for column in COLUMNS])
    result.insert(0, "transaction_id", frame["transaction_id"])
    return result.to_dict(orient="records")[0]


consumer = Consumer(
    {"bootstrap.servers": brokers, "group.id": run, "auto.offset.reset": "earliest", "enable.auto.commit": True}
)
consumer.subscribe([source])
producer = Producer({"bootstrap.servers": brokers, "acks": "all"})
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    output = preprocess(json.loads(message.value()))
    producer.produce(sink, key=message.key(), value=json.dumps(output).encode())
    producer.poll(0)
