"""The events under the Fraud Detection Handbook's names: handbook_transactions.py EVENTS.parquet OUT.parquet

One payment in about a hundred is made a fraud, by a hash of its id."""
import sys

import duckdb

events, out = sys.argv[1:]
connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")
connection.execute(
    f"""COPY (
        SELECT CAST(right(transaction_id, -3) AS BIGINT) AS TRANSACTION_ID,
            CAST(timestamp AS TIMESTAMP) AS TX_DATETIME,
            CAST(right(customer_id, -5) AS BIGINT) AS CUSTOMER_ID,
            CAST(right(terminal_id, -5) AS BIGINT) AS TERMINAL_ID,
            transaction_amount AS TX_AMOUNT,
            CAST(hash(transaction_id) % 100 = 0 AS BIGINT) AS TX_FRAUD
        FROM read_parquet('{events}') ORDER BY TX_DATETIME
    ) TO '{out}' (FORMAT parquet)"""
)
