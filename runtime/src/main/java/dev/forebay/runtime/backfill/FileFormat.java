package dev.forebay.runtime.backfill;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a file's name says about its content.
 *
 * @param gzipped whether it is compressed with gzip
 */
record FileFormat(Kind kind, boolean gzipped) {

    /** How a file holds its rows. */
    enum Kind {
        JSON_LINES,
        CSV,
        PARQUET
    }

    static FileFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzipped = name.endsWith(".gz");
        String plain = gzipped ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")) {
            return new FileFormat(Kind.JSON_LINES, gzipped);
        }
        if (plain.endsWith(".csv")) {
            return new FileFormat(Kind.CSV, gzipped);
        }
        if (isParquet(plain)) {
            if (gzipped) {
                throw RunFailure.of(
                        RuntimeCode.FILE_FORMAT,
                        "'" + file + "' is Parquet inside of gzip, which can be neither read nor written in parts",
                        "Parquet compresses its own pages: what would do is .parquet without .gz");
            }
            return new FileFormat(Kind.PARQUET, false);
        }
        throw RunFailure.of(
                RuntimeCode.FILE_FORMAT,
                "the name of '" + file + "' does not say what format it has",
                "what would do: .parquet, .jsonl, .ndjson, .json (one event a line), .csv, the last four also with .gz");
    }

    private static boolean isParquet(String name) {
        return name.endsWith(".parquet") || name.endsWith(".pq");
    }
}
