"""The events as Parquet, with the fields and types of the JSON: events_parquet.py EVENTS.jsonl OUT.parquet"""
import sys

import duckdb

TEXTS = ["customer_id", "terminal_id", "currency", "country", "card_country"]
TEXTS += ["channel", "merchant_category", "device_id", "ip"]

connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")
columns = {"transaction_id": "VARCHAR", "timestamp": "TIMESTAMPTZ", "transaction_amount": "DOUBLE"}
columns |= {name: "VARCHAR" for name in TEXTS}
source, out = sys.argv[1:]
connection.execute(
    f"COPY (SELECT * FROM read_json(?, format = 'newline_delimited', columns = {columns})) TO '{out}' (FORMAT parquet)",
    [source],
)
