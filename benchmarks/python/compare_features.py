"""Compares two Parquet files of features: compare_features.py ID TOLERANCE A B

Every id of one must be in the other, and every other column of A must be in B with numbers that differ by no more than the
tolerance, absolutely or as a part of them. One row in a thousand may differ: events of one key and the same time, which RANGE frames count
together and whoever takes events one by one does not. Says what is different, and exits with 1 when that is more."""
import sys

import duckdb


def main():
    key, tolerance, left, right = sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4]
    connection = duckdb.connect()
    names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM '{left}'").fetchall() if row[0] != key]
    far = [
        f'count(*) FILTER (WHERE NOT coalesce(abs(a."{name}" - b."{name}")'
        f' <= {tolerance} * greatest(1, abs(a."{name}")), a."{name}" IS NOT DISTINCT FROM b."{name}"))'
        for name in names
    ]
    counts = f"count(*), count(a.\"{key}\"), count(b.\"{key}\"), {', '.join(far)}"
    rows, lefts, rights, *wrong = connection.execute(
        f"SELECT {counts} FROM '{left}' a FULL JOIN '{right}' b ON a.\"{key}\" = b.\"{key}\""
    ).fetchall()[0]
    if lefts != rows or rights != rows:
        print(f"{lefts} ids in {left}, {rights} in {right}, {rows} in all")
        return 1
    differences = [f"{name}: {count} differ" for name, count in zip(names, wrong, strict=True) if count]
    print("; ".join(differences) or f"{rows} rows of {len(names)} columns are the same")
    return 1 if any(1000 * count > rows for count in wrong) else 0


sys.exit(main())
