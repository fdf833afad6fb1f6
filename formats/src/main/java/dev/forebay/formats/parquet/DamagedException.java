package dev.forebay.formats.parquet;

/** Bytes of a file contradict the format. Told to users as a {@link ParquetFormatException} that says where. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
        super(message);
    }
}
