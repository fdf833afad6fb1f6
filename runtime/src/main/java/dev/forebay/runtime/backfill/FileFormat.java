package dev.forebay.runtime.backfill;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a file's name says about its content.
 *
 * @param gzipped whether it is compressed with gzip
 */
record FileFormat(Definition.Format format, boolean gzipped) {

    static FileFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzipped = name.endsWith(".gz");
        String plain = gzipped ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")) {
            return new FileFormat(Definition.Format.JSON, gzipped);
        }
        if (plain.endsWith(".csv")) {
            return new FileFormat(Definition.Format.CSV, gzipped);
        }
        throw RunFailure.of(
                RuntimeCode.FILE_FORMAT,
                "the name of '" + file + "' does not say what format it has",
                "what would do: .jsonl, .ndjson, .json (one event a line), .csv, each also with .gz");
    }
}
