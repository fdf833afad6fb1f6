package dev.forebay.formats.file;

import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.types.Field;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of JSON events, one on each line.
 *
 * <p>A line ends with LF or CR LF. Empty lines are no records but count, so that a record's offset plus one is its line in an editor. A
 * byte order mark at the start of the file is passed over.
 */
public final class JsonLinesReader implements EventFileReader {
    private final List<Field> schema;
    private final JsonLimits limits;
    private final IntFunction<@Nullable String> places;
    private final RecordCutter lines;

    /**
     * @param in read in large blocks; closed by {@link #close}
     * @param places as {@link JsonDecoder} takes them
     */
    public JsonLinesReader(
            InputStream in, List<Field> schema, JsonLimits limits, IntFunction<@Nullable String> places) {
        this.schema = List.copyOf(schema);
        this.limits = limits;
        this.places = places;
        this.lines = new RecordCutter(in, limits.maxRecordBytes(), false);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        return lines.read(batch, false);
    }

    @Override
    public RecordDecoder newDecoder() {
        return new JsonDecoder(schema, limits, places);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
