"""W2 offline in polars: w2_polars.py EVENTS.parquet OUT.parquet SCALER.json; POLARS_MAX_THREADS says how many threads.

Sorted once; each window one rolling pass over a key, several aggregates at a time."""
import json
import math
import sys

import polars as pl
from w2_duckdb import expressions

LENGTHS = ("1d", "7d", "30d")
AMOUNT = pl.col("transaction_amount")


def rolling(frame, key, aggregates):
    """Windows (t - length, t] of every key; rows of the frame's order, which is by key, then time."""
    parts = []
    for length in LENGTHS:
        named = [value.alias(f"{key}_{name}_{length}") for name, value in aggregates.items()]
        part = frame.rolling("timestamp", period=length, closed="right", group_by=f"{key}_id").agg(*named)
        parts.append(part.select([f"{key}_{name}_{length}" for name in aggregates]))
    return pl.concat([frame, *parts], how="horizontal")


def main():
    events, out, fitted = sys.argv[1:]
    with open(fitted) as file:
        scaler = json.load(file)
    read = ["transaction_id", "timestamp", "customer_id", "terminal_id", "transaction_amount"]
    frame = pl.read_parquet(events, columns=[*read, "channel", "country", "card_country"])
    frame = frame.filter(
        (AMOUNT >= 0) & pl.col("channel").is_in(["pos", "web", "app"]) & pl.all_horizontal(pl.all().is_not_null())
    )
    count, mean = pl.len().cast(pl.Float64), AMOUNT.mean()
    frame = rolling(
        frame.sort("terminal_id", "timestamp", maintain_order=True), "terminal", {"count": count, "mean": mean}
    )
    customer = {"count": count, "sum": AMOUNT.sum(), "mean": mean, "std": AMOUNT.std(ddof=0), "max": AMOUNT.max()}
    frame = rolling(frame.sort("customer_id", "timestamp", maintain_order=True), "customer", customer)
    time = pl.col("timestamp").dt.replace_time_zone(None)
    hour = time.dt.hour().cast(pl.Float64)
    usual = pl.col("customer_mean_30d")
    row = {
        "transaction_amount_log": AMOUNT.log1p(),
        "hour_of_day": hour,
        "hour_sin": (2 * math.pi * hour / 24).sin(),
        "hour_cos": (2 * math.pi * hour / 24).cos(),
        "day_of_week": (time.dt.weekday() - 1).cast(pl.Float64),
        "is_weekend": (time.dt.weekday() >= 6).cast(pl.Float64),
        "is_night": (hour < 6).cast(pl.Float64),
        "abroad": (pl.col("country") != pl.col("card_country")).cast(pl.Float64),
        "seconds_since_previous": (time.diff().over("customer_id").dt.total_microseconds() / 1e6).fill_null(-1),
        "times_usual": pl.when(usual == 0).then(0.0).otherwise(AMOUNT / usual),
    }
    row |= {f"channel_{name}": (pl.col("channel") == name).cast(pl.Float64) for name in ("pos", "web", "app")}
    frame = frame.with_columns(**row)
    scaled = [
        ((pl.col(name) - mean) / scale).alias(f"{name}_z")
        for name, mean, scale in zip(expressions(), scaler["mean"], scaler["scale"], strict=True)
    ]
    frame.select("transaction_id", *scaled).write_parquet(out)


main()
