package dev.forebay.formats.file;

import dev.forebay.formats.csv.CsvDecoder;
import dev.forebay.formats.csv.CsvRecord;
import dev.forebay.types.Field;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180) whose first record names the columns.
 *
 * <p>A record ends with LF, CR LF or CR outside of quotes. Records count from 0 after the header. Empty lines count and are no records,
 * except in a file of one column, where an empty line is a null. A byte order mark at the start of the file is passed over.
 */
public final class CsvFileReader implements EventFileReader {
    private final List<Field> schema;
    private final int maxRecordBytes;
    private final IntFunction<@Nullable String> places;
    private final RecordCutter records;
    private final List<String> header;

    /**
     * Reads the header.
     *
     * @param in read in large blocks; closed by {@link #close}
     * @param maxRecordBytes the longest record that is kept whole
     * @param places for the index of a field, where in the definition it stands, as {@code file:line}; null where that is not known
     * @throws MalformedHeaderException where the file is empty or its first record is no legal one
     */
    public CsvFileReader(InputStream in, List<Field> schema, int maxRecordBytes, IntFunction<@Nullable String> places)
            throws IOException {
        this.schema = List.copyOf(schema);
        this.maxRecordBytes = maxRecordBytes;
        this.places = places;
        this.records = new RecordCutter(in, maxRecordBytes, true);
        this.header = readHeader();
    }

    /** A CSV file has no first record that could name its columns. */
    public static final class MalformedHeaderException extends IOException {
        private static final long serialVersionUID = 1;

        MalformedHeaderException(String message) {
            super(message);
        }
    }

    private List<String> readHeader() throws IOException {
        ByteArena bytes = new ByteArena(1024);
        while (bytes.size == 0) {
            if (!records.next(bytes)) {
                throw new MalformedHeaderException("the file is empty: no header names its columns");
            }
        }
        CsvRecord record = new CsvRecord();
        if (bytes.size > maxRecordBytes || !record.split(bytes.bytes, 0, bytes.size)) {
            throw new MalformedHeaderException("the header is no legal CSV record: " + record.problem());
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
            names.add(record.text(i));
        }
        return List.copyOf(names);
    }

    /** The names in the file's header, in its order. */
    public List<String> header() {
        return header;
    }

    /** The required fields that the file has no column for: with any, every record will be rejected. */
    public List<Field> missingFields() {
        return schema.stream()
                .filter(field -> !field.optional() && !header.contains(CsvDecoder.columnName(field)))
                .toList();
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        return records.read(batch, header.size() == 1);
    }

    @Override
    public RecordDecoder newDecoder() {
        return new CsvDecoder(schema, header, maxRecordBytes, places);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
