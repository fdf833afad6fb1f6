"""W1 as the loop many start with: one message at a time through pandas and scikit-learn.

seed_loop.py BROKERS INPUT OUTPUT RUN SCALER_DIR. Runs until it is stopped."""
import json
import sys

import joblib
import numpy as np
import pandas as pd
from confluent_kafka import Consumer, Producer

brokers, source, sink, run, directory = sys.argv[1:]
KEEP = ["transaction_id", "timestamp", "customer_id", "terminal_id"]
COLUMNS = ["transaction_amount", "transaction_amount_log", "hour_of_day"]
scaler = joblib.load(f"{directory}/scaler.pkl")


def preprocess(event):
    frame = pd.DataFrame([event])
    frame["transaction_amount_log"] = np.log1p(frame["transaction_amount"])
    frame["hour_of_day"] = pd.to_datetime(frame["timestamp"]).dt.hour
    scaled = pd.DataFrame(scaler.transform(frame[COLUMNS]), columns=[f"{column}_scaled" for column in COLUMNS])
    return pd.concat([frame[KEEP], scaled], axis=1)


consumer = Consumer(
    {"bootstrap.servers": brokers, "group.id": run, "auto.offset.reset": "earliest", "enable.auto.commit": True}
)
consumer.subscribe([source])
producer = Producer({"bootstrap.servers": brokers, "acks": "all"})
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    for row in preprocess(json.loads(message.value())).to_dict(orient="records"):
        producer.produce(sink, key=message.key(), value=json.dumps(row).encode())
    producer.poll(0)
