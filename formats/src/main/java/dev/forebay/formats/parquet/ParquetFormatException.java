package dev.forebay.formats.parquet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is no Parquet, is damaged, or is written in a way that is not read here. The message says which, without the file's name. */
public final class ParquetFormatException extends IOException {
    private static final long serialVersionUID = 1;

    ParquetFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
