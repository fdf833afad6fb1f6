"""W1 as a careful Python loop: no pandas, plain floats, fetched in batches, tuned clients.

careful_loop.py BROKERS INPUT OUTPUT RUN SCALER_DIR. Runs until it is stopped."""
import json
import math
import sys

from confluent_kafka import Consumer, Producer

try:
    from orjson import dumps, loads
except ImportError:
    loads = json.loads

    def dumps(row):
        return json.dumps(row).encode()


brokers, source, sink, run, directory = sys.argv[1:]
with open(f"{directory}/scaler.json") as file:
    numbers = json.load(file)
(amount_mean, log_mean, hour_mean), (amount_scale, log_scale, hour_scale) = numbers["mean"], numbers["scale"]


def main(log1p=math.log1p):
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": run,
            "auto.offset.reset": "earliest",
            "max.partition.fetch.bytes": 8 << 20,
            "queued.min.messages": 200000,
            "enable.auto.commit": True,
        }
    )
    consumer.subscribe([source])
    producer = Producer(
        {
            "bootstrap.servers": brokers,
            "acks": "all",
            "enable.idempotence": True,
            "linger.ms": 20,
            "batch.size": 262144,
        }
    )
    produce = producer.produce
    while True:
        messages = consumer.consume(num_messages=10000, timeout=0.1)
        for message in messages:
            if message.error():
                continue
            event = loads(message.value())
            amount = event["transaction_amount"]
            row = {
                "transaction_id": event["transaction_id"],
                "transaction_amount_scaled": (amount - amount_mean) / amount_scale,
                "transaction_amount_log_scaled": (log1p(amount) - log_mean) / log_scale,
                "hour_of_day_scaled": (int(event["timestamp"][11:13]) - hour_mean) / hour_scale,
            }
            try:
                produce(sink, dumps(row), message.key())
            except BufferError:  # the broker is behind
                producer.poll(1)
                produce(sink, dumps(row), message.key())
        producer.poll(0)


main()
