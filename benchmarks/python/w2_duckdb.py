"""W2 offline in DuckDB: w2_duckdb.py EVENTS.parquet OUT.parquet THREADS [SCALER.json]

One query with six RANGE frames. Writes the id and the 35 numbers, scaled when there is a scaler."""
import json
import sys

import duckdb

LENGTHS = {"1d": 1, "7d": 7, "30d": 30}
DAY = 86_400_000_000

ROW = {
    "transaction_amount": "transaction_amount",
    "transaction_amount_log": "ln(1 + transaction_amount)",
    "hour_of_day": "hour(t)",
    "hour_sin": "sin(2 * pi() * hour(t) / 24)",
    "hour_cos": "cos(2 * pi() * hour(t) / 24)",
    "day_of_week": "isodow(t) - 1",
    "is_weekend": "isodow(t) >= 6",
    "is_night": "hour(t) < 6",
    "channel_pos": "channel = 'pos'",
    "channel_web": "channel = 'web'",
    "channel_app": "channel = 'app'",
    "abroad": "country <> card_country",
}
CUSTOMER = {
    "count": "count(*)",
    "sum": "sum(transaction_amount)",
    "mean": "avg(transaction_amount)",
    "std": "stddev_pop(transaction_amount)",
    "max": "max(transaction_amount)",
}
TERMINAL = {"count": "count(*)", "mean": "avg(transaction_amount)"}


def expressions():
    columns = dict(ROW)
    for key, aggregates in (("customer", CUSTOMER), ("terminal", TERMINAL)):
        for aggregate, sql in aggregates.items():
            for length in LENGTHS:
                columns[f"{key}_{aggregate}_{length}"] = f"{sql} OVER {key}_{length}"
        if key == "customer":
            columns["seconds_since_previous"] = "coalesce(epoch_us(t) - epoch_us(lag(t) OVER customer), -1e6) / 1e6"
    columns["times_usual"] = "CASE WHEN customer_mean_30d = 0 THEN 0 ELSE transaction_amount / customer_mean_30d END"
    return columns


def windows():
    yield "customer AS (PARTITION BY customer_id ORDER BY t)"
    for key in ("customer", "terminal"):
        for length, days in LENGTHS.items():
            # A frame holds both its ends, a window only the later one.
            yield (
                f"{key}_{length} AS (PARTITION BY {key}_id ORDER BY t"
                f" RANGE BETWEEN to_microseconds({days * DAY - 1}) PRECEDING AND CURRENT ROW)"
            )


def query(source, scaler=None):
    columns = expressions()
    usual = columns.pop("times_usual")
    inner = ", ".join(f"({sql})::DOUBLE AS {name}" for name, sql in columns.items() if name != "transaction_amount")
    names = [*columns, "times_usual"]
    values = {name: name for name in columns} | {"times_usual": usual}
    if scaler is None:
        outer = ", ".join(f"{values[name]} AS {name}" for name in names)
    else:
        outer = ", ".join(
            f"({values[name]} - {mean!r}::DOUBLE) / {scale!r}::DOUBLE AS {name}_z"
            for name, mean, scale in zip(names, scaler["mean"], scaler["scale"], strict=True)
        )
    valid = (
        "transaction_amount >= 0 AND channel IN ('pos', 'web', 'app') AND t IS NOT NULL AND transaction_id IS NOT NULL"
        " AND customer_id IS NOT NULL AND terminal_id IS NOT NULL AND country IS NOT NULL AND card_country IS NOT NULL"
    )
    return (
        f"SELECT transaction_id, {outer} FROM ("
        f"SELECT transaction_id, transaction_amount, {inner}"
        f" FROM (SELECT *, timestamp::TIMESTAMP AS t FROM {source}) WHERE {valid}"
        f" WINDOW {', '.join(windows())})"
    )


def main():
    events, out, threads, *fitted = sys.argv[1:]
    scaler = None
    if fitted:
        with open(fitted[0]) as file:
            scaler = json.load(file)
    connection = duckdb.connect()
    connection.execute(f"SET threads = {int(threads)}; SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
    connection.execute(f"COPY ({query(f'read_parquet({events!r})', scaler)}) TO '{out}' (FORMAT parquet)")


if __name__ == "__main__":
    main()
