"""Writes fitted scalers as real scikit-learn saves them, and what they answer, for the tests of the module `sklearn`.

    python3 make_sklearn_fixtures.py golden OUT          every form of file and every kind of fit
    python3 make_sklearn_fixtures.py versions OUT        two files, named by the version of scikit-learn that runs
    python3 make_sklearn_fixtures.py random OUT N SEED   N scalers at random, for the test against a live scikit-learn

Beside each `x.pkl` (or, for many files of one scaler, each group `x-*.pkl`) is an `x.expected`: lines of a name and values,
parted by tabs, numbers in hexadecimal. `input` and `output` lines alternate, one row each.

What needs pandas or scipy is left out where they are missing.
"""

import bz2
import gzip
import hashlib
import lzma
import pickle
import sys
import zlib
from pathlib import Path

import joblib
import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

NAN = float("nan")


def hexed(values):
    return "\t".join(float(v).hex() for v in values)


def write_expected(path, scaler, rows):
    """The attributes of `scaler` and what it makes of `rows`, a float64 array without column names."""
    lines = [
        f"version\t{sklearn.__version__}",
        f"features\t{scaler.n_features_in_}",
        "\t".join(["names", *map(str, getattr(scaler, "feature_names_in_", []))]),
        f"with_mean\t{scaler.with_mean}",
        f"with_std\t{scaler.with_std}",
    ]
    for name in ("mean_", "var_", "scale_"):
        values = getattr(scaler, name)
        lines.append(f"{name}\tNone" if values is None else f"{name}\t{hexed(values)}")
    names = getattr(scaler, "feature_names_in_", None)
    if names is None:
        outputs = scaler.transform(rows)
    else:
        import pandas

        outputs = scaler.transform(pandas.DataFrame(rows, columns=names))
    for row, output in zip(rows, np.asarray(outputs)):
        lines.append(f"input\t{hexed(row)}")
        lines.append(f"output\t{hexed(output)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def probes(random, columns, count=5):
    """Rows to transform: ordinary numbers, and the odd ones that scikit-learn accepts."""
    rows = random.normal(size=(count, columns)) * 10.0 ** random.integers(-3, 6, size=(count, columns))
    odd = [0.0, -0.0, NAN, 5e-324, -1.7976931348623157e308, 0.1, 1e16]
    for i in range(min(count, columns, len(odd))):
        rows[i, i] = odd[i]
    return rows


def with_holes(data, random, share=0.2):
    holed = data.copy()
    holed[random.random(data.shape) < share] = NAN
    return holed


def fits(random):
    """Each kind of fit by name: (scaler, columns)."""
    data = random.normal(size=(40, 4)) * [1.0, 50.0, 1e-6, 1e9] + [0.0, 3.0, 1.0, -1e9]
    data[:, 1] = np.abs(data[:, 1])
    yield "array-c", StandardScaler().fit(np.ascontiguousarray(data))
    yield "array-f", StandardScaler().fit(np.asfortranarray(data))
    yield "float32", StandardScaler().fit(data.astype(np.float32))
    yield "whole-numbers", StandardScaler().fit((data[:, :2] * 10).astype(np.int64))
    yield "nan-in-some-columns", StandardScaler().fit(with_holes(data, random))
    constant = data.copy()
    constant[:, 1] = 0.1
    yield "constant-column", StandardScaler().fit(constant)
    empty = data.copy()
    empty[:, 2] = NAN
    yield "all-nan-column", StandardScaler().fit(empty)
    yield "without-mean", StandardScaler(with_mean=False).fit(data)
    yield "without-std", StandardScaler(with_std=False).fit(data)
    yield "without-both", StandardScaler(with_mean=False, with_std=False).fit(data)
    partial = StandardScaler()
    for chunk in np.array_split(data, 3):
        partial.partial_fit(chunk)
    yield "partial-fit", partial
    yield "one-column", StandardScaler().fit(data[:, :1])
    yield "hundred-columns", StandardScaler().fit(random.normal(size=(30, 100)))
    yield "output-pandas", StandardScaler().fit(data)
    yield "weighted", StandardScaler().fit(data, sample_weight=random.random(len(data)))
    yield "overflow", StandardScaler().fit(np.array([[1e308, 1e200], [1.7e308, -1e200], [1.7e308, 3e200]]))
    yield from fits_on_scipy(data)
    yield from fits_on_pandas(data)


def fits_on_scipy(data):
    from scipy import sparse

    sparse_data = sparse.csr_matrix(np.where(np.abs(data) > 1, data, 0))
    yield "sparse", StandardScaler(with_mean=False).fit(sparse_data)
    yield "sparse-without-both", StandardScaler(with_mean=False, with_std=False).fit(sparse_data)


def fits_on_pandas(data):
    try:
        import pandas
    except ImportError:
        return
    names = ["amount", "größe in €", "a\"b'c", "日本語\U0001d4b3"]
    yield "data-frame", StandardScaler().fit(pandas.DataFrame(data, columns=names))


def forms(scaler):
    """The bytes of every form of file by name: protocol, writer, compression."""
    compressions = {
        "raw": lambda b: b,
        "zlib": lambda b: zlib.compress(b, 3),
        "gzip": lambda b: gzip.compress(b, 3, mtime=0),
        "bz2": bz2.compress,
        "xz": lambda b: lzma.compress(b, format=lzma.FORMAT_XZ, preset=0),
        "lzma": lambda b: lzma.compress(b, format=lzma.FORMAT_ALONE, preset=0),
    }
    for protocol in (2, 3, 4, 5):
        plain = pickle.dumps(scaler, protocol=protocol)
        for name, compress in compressions.items():
            yield f"pickle-{protocol}-{name}", compress(plain)
            yield f"joblib-{protocol}-{name}", dumped_by_joblib(scaler, protocol, name)


def dumped_by_joblib(scaler, protocol, compression):
    from io import BytesIO

    target = BytesIO()
    compress = 0 if compression == "raw" else (compression, 3)
    joblib.dump(scaler, target, compress=compress, protocol=protocol)
    return target.getvalue()


def write_forms(out, random):
    try:
        import pandas
    except ImportError:
        return
    data = random.normal(size=(40, 3)) * [30.0, 1.0, 8.0] + [60.0, 4.0, 12.0]
    scaler = StandardScaler().fit(pandas.DataFrame(data, columns=["amount", "amount_log", "hour"]))
    write_expected(out / "form.expected", scaler, probes(random, 3))
    for name, content in forms(scaler):
        (out / f"form-{name}.pkl").write_bytes(content)


def write_arrays(out):
    """Arrays of each element type that is read, and their elements in C order, one line an array."""
    numbers = np.arange(-3, 9).reshape(3, 4)
    arrays = {
        **{f"float{n}": (numbers * 1.5 / 7).astype(f"f{n}") for n in (2, 4, 8)},
        "float2-odd": np.array([0.0, -0.0, np.inf, -np.inf, 6e-8, 6.1e-5, 65504.0, NAN], dtype="f2"),
        **{f"int{n}": numbers.astype(f"i{n}") for n in (1, 2, 4, 8)},
        **{f"uint{n}": (numbers + 250).astype(f"u{n}") for n in (1, 2, 4, 8)},
        "bool": numbers > 2,
        "text": np.array(["a", "größe", "", "\U0001d4b3x"]),
        "bytes": np.array([b"a", b"longer", b""]),
        "objects": np.array(["a", "b", "c", "d"], dtype=object).reshape(2, 2),
        "big-endian": numbers.astype(">f8"),
        "big-endian-int": numbers.astype(">i4"),
        "column-major": np.asfortranarray(numbers * 1.0),
        "column-major-cube": np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
    }
    lines = []
    for name, array in arrays.items():
        elements = [element_text(e) for e in array.ravel(order="C").tolist()]
        lines.append("\t".join([name, *elements]))
        for protocol in (2, 5):
            (out / f"array-{name}-pickle-{protocol}.pkl").write_bytes(pickle.dumps(array, protocol=protocol))
        joblib.dump(array, out / f"array-{name}-joblib-4.pkl", protocol=4)
    (out / "arrays.expected").write_text("\n".join(lines) + "\n", encoding="utf-8")


def element_text(element):
    if isinstance(element, bytes):
        return element.decode("latin1")
    return element.hex() if isinstance(element, float) else str(element)


def write_bzip2(out, random):
    """Files of several blocks and streams, with runs about the lengths where bzip2 changes how it writes them."""
    letters = [b"ab"[i : i + 1] * n for n in (3, 4, 5, 254, 255, 258, 259, 260, 600) for i in (0, 1)]
    runs = b"".join(letters[i] for i in random.integers(len(letters), size=3000))
    content = {
        "runs": (runs, bz2.compress(runs, 1)),
        "one-letter": (b"x" * 3_000_000, bz2.compress(b"x" * 3_000_000, 1)),
        "all-bytes": (bytes(range(256)) * 3, bz2.compress(bytes(range(256)) * 3)),
        "streams": (runs[:1000] + b"end", bz2.compress(runs[:1000]) + bz2.compress(b"end")),
        "empty": (b"", bz2.compress(b"")),
    }
    for name, (plain, compressed) in content.items():
        (out / f"bzip2-{name}.bz2").write_bytes(compressed)
        (out / f"bzip2-{name}.sha256").write_text(hashlib.sha256(plain).hexdigest() + "\n")


def write_refused(out, random):
    """Files of good faith that are not fitted scalers."""
    from sklearn.pipeline import make_pipeline

    data = random.normal(size=(20, 2))
    scaler = StandardScaler().fit(data)
    refused = {
        "refused-pipeline-pca": make_pipeline(StandardScaler(), PCA(2), StandardScaler()).fit(data),
        "refused-pca": PCA(2).fit(data),
        "refused-unfitted": StandardScaler(),
        "refused-dict": {"scaler": scaler, "columns": ["a", "b"]},
        "refused-array": data,
    }
    for name, value in refused.items():
        joblib.dump(value, out / f"{name}.pkl", protocol=4)
    (out / "refused-protocol-0.pkl").write_bytes(pickle.dumps(scaler, protocol=0))


def write_golden(out):
    random = np.random.default_rng(20261122)
    write_forms(out, random)
    for name, scaler in fits(random):
        rows = probes(random, scaler.n_features_in_)
        write_expected(out / f"fit-{name}.expected", scaler, rows)
        if name == "output-pandas":
            scaler.set_output(transform="pandas")
        joblib.dump(scaler, out / f"fit-{name}.pkl", protocol=4)
    write_refused(out, random)
    write_bzip2(out, random)
    write_arrays(out)
    write_mapped(out)


def write_mapped(out):
    """A scaler whose arrays are views of its file, saved again: their class is then numpy.memmap."""
    mapped = joblib.load(out / "fit-array-c.pkl", mmap_mode="r")
    joblib.dump(mapped, out / "fit-array-c-mapped-joblib.pkl", protocol=4)
    (out / "fit-array-c-mapped-pickle.pkl").write_bytes(pickle.dumps(mapped, protocol=4))


def write_versions(out):
    random = np.random.default_rng(7)
    scaler = StandardScaler().fit(with_holes(random.normal(size=(30, 3)) * [1.0, 20.0, 3e5], random))
    stem = f"version-{sklearn.__version__}"
    write_expected(out / f"{stem}.expected", scaler, probes(random, 3, count=3))
    joblib.dump(scaler, out / f"{stem}-joblib.pkl")
    (out / f"{stem}-pickle.pkl").write_bytes(pickle.dumps(scaler, protocol=5))


def write_random(out, count, seed):
    random = np.random.default_rng(seed)
    compressions = [0, 3, ("zlib", 1), ("gzip", 9), ("bz2", 9), ("xz", 1), ("lzma", 1)]
    for i in range(count):
        columns = int(random.integers(1, 12))
        data = random.normal(size=(int(random.integers(2, 200)), columns)) * 10.0 ** random.integers(-8, 9, size=columns)
        if random.random() < 0.3:
            data = with_holes(data, random)
        if random.random() < 0.3:
            data[:, random.integers(columns)] = random.choice([0.0, 0.1, NAN, 1e9])
        if random.random() < 0.5:
            data = np.asfortranarray(data)
        scaler = StandardScaler(with_mean=bool(random.integers(2)), with_std=bool(random.integers(2))).fit(data)
        write_expected(out / f"random-{i}.expected", scaler, probes(random, columns))
        protocol = int(random.integers(2, 6))
        path = out / f"random-{i}.pkl"
        if random.random() < 0.3:
            path.write_bytes(pickle.dumps(scaler, protocol=protocol))
        else:
            compress = compressions[int(random.integers(len(compressions)))]
            joblib.dump(scaler, path, compress=compress, protocol=protocol)


def main(arguments):
    kind, out, *rest = arguments
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with np.errstate(all="ignore"):
        if kind == "golden":
            write_golden(out)
        elif kind == "versions":
            write_versions(out)
        else:
            write_random(out, *map(int, rest))


if __name__ == "__main__":
    main(sys.argv[1:])
