"""Writes the Parquet files that the tests of `formats` read: every encoding, codec and page version that pyarrow has.

    python make_parquet_fixtures.py DIRECTORY

Each row's values follow from its number alone; `PyArrowFilesTest` works them out again.
"""

import datetime
import decimal
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 300


def table() -> pa.Table:
    rows = range(ROWS)
    epoch = datetime.datetime(2018, 1, 1)
    return pa.table(
        {
            "tiny": pa.array([None if i % 7 == 0 else i % 100 - 50 for i in rows], pa.int8()),
            "unsigned": pa.array([4294967295 - i for i in rows], pa.uint32()),
            "narrow": pa.array([float("nan") if i % 5 == 0 else i / 4 for i in rows], pa.float32()),
            "wide": pa.array([float("-inf") if i % 50 == 3 else i / 3 for i in rows], pa.float64()),
            "word": pa.array([None if i % 11 == 0 else f"k{i % 50}" for i in rows]),
            "text": pa.array(["x" * (i % 40) + str(i) for i in rows]),
            "money": pa.array([decimal.Decimal(i - 100) / 100 for i in rows], pa.decimal128(12, 2)),
            "time": pa.array([epoch + datetime.timedelta(seconds=i, microseconds=i) for i in rows], pa.timestamp("us")),
            "day": pa.array([datetime.date(2018, 1, 1) + datetime.timedelta(days=i) for i in rows]),
            "flag": pa.array([None if i % 3 == 0 else i % 2 == 0 for i in rows]),
            "number": pa.array([i * i * 1000003 for i in rows], pa.int64()),
            "nested": pa.array([None if i % 4 == 0 else {"a": i, "b": {"c": f"c{i}"}} for i in rows]),
        }
    )


def main(directory: Path) -> None:
    data = table()
    plain = {"use_dictionary": False}
    pq.write_table(data, directory / "dictionaries.parquet", compression="zstd", row_group_size=77)
    pq.write_table(
        data,
        directory / "deltas.parquet",
        **plain,
        compression="gzip",
        data_page_version="2.0",
        data_page_size=500,
        use_deprecated_int96_timestamps=True,
        write_page_checksum=True,
        column_encoding={
            "number": "DELTA_BINARY_PACKED",
            "unsigned": "DELTA_BINARY_PACKED",
            "word": "DELTA_BYTE_ARRAY",
            "text": "DELTA_LENGTH_BYTE_ARRAY",
            "narrow": "BYTE_STREAM_SPLIT",
        },
    )
    pq.write_table(
        data,
        directory / "split.parquet",
        **plain,
        compression="lz4",
        data_page_size=500,
        column_encoding={
            "number": "BYTE_STREAM_SPLIT",
            "unsigned": "BYTE_STREAM_SPLIT",
            "wide": "BYTE_STREAM_SPLIT",
            "text": "DELTA_BYTE_ARRAY",
            "flag": "RLE",
        },
    )
    pq.write_table(data, directory / "snappy.parquet", compression="snappy", data_page_version="2.0")
    pq.write_table(data, directory / "plain.parquet", **plain, compression="none", version="1.0")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
