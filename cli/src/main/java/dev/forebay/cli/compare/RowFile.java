package dev.forebay.cli.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * An output file as rows of values by column: JSON lines, or CSV where the name ends in {@code .csv}, each also compressed with
 * gzip where it ends in {@code .gz}; Parquet where it ends in {@code .parquet} or {@code .pq}. Streams; one thread.
 */
abstract class RowFile implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static RowFile open(Path path) throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet") || name.endsWith(".pq")) {
            return new ParquetRowFile(path);
        }
        boolean zipped = name.endsWith(".gz");
        InputStream file = Files.newInputStream(path);
        try {
            InputStream bytes = zipped ? new GZIPInputStream(file, 1 << 16) : file;
            BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, UTF_8.newDecoder()));
            return name.endsWith(zipped ? ".csv.gz" : ".csv") ? new Csv(path, reader) : new JsonLines(path, reader);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Rows as JSON lines out of something that is no file of its own. */
    static RowFile ofLines(Path path, InputStream lines) {
        return new JsonLines(path, new BufferedReader(new InputStreamReader(lines, UTF_8.newDecoder())));
    }

    /** The next row in the order of the file; null at the end. */
    abstract @Nullable Map<String, Value> next() throws IOException;

    /**
     * A value as the file has it.
     *
     * @param text null for null
     * @param kind what the file says that it is
     */
    record Value(@Nullable String text, Kind kind) {
        static final Value NULL = new Value(null, Kind.ANY);

        /** Of a CSV file any text may be a number. */
        enum Kind {
            TEXT,
            NUMBER,
            ANY
        }

        boolean mayBeNumber() {
            return text != null && kind != Kind.TEXT;
        }

        /** Whether one may stand for the other, apart from what they are. */
        boolean isComparable(Value other) {
            return kind == other.kind || kind == Kind.ANY || other.kind == Kind.ANY;
        }
    }

    private static final class JsonLines extends RowFile {
        private final Path path;
        private final BufferedReader reader;
        private long line;

        JsonLines(Path path, BufferedReader reader) {
            this.path = path;
            this.reader = reader;
        }

        @Override
        @Nullable
        Map<String, Value> next() throws IOException {
            String text;
            do {
                line++;
                text = readLine();
            } while (text != null && text.isBlank());
            if (text == null) {
                return null;
            }
            try (JsonParser parser = JSON.createParser(text)) {
                Map<String, Value> row = row(parser);
                if (row == null || parser.nextToken() != null) {
                    throw new IOException(path + ":" + line + " is no JSON object");
                }
                return row;
            } catch (JacksonException e) {
                throw new IOException(path + ":" + line + " is no JSON object on one line", e);
            }
        }

        private static @Nullable Map<String, Value> row(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Value> row = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                row.put(name, value(parser));
            }
            return row;
        }

        /** A number keeps its text: as a double a decimal would lose digits, and as a decimal a zero its sign. */
        private static Value value(JsonParser parser) {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> Value.NULL;
                case VALUE_STRING -> new Value(parser.getString(), Value.Kind.TEXT);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value(parser.getString(), Value.Kind.NUMBER);
                case START_OBJECT, START_ARRAY ->
                    new Value(parser.readValueAsTree().toString(), Value.Kind.ANY);
                default -> new Value(parser.getString(), Value.Kind.ANY);
            };
        }

        private @Nullable String readLine() throws IOException {
            try {
                return reader.readLine();
            } catch (CharacterCodingException e) {
                throw new IOException(path + ":" + line + " or a line soon after it is not UTF-8", e);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static final class Csv extends RowFile {
        /** What stands for a field without quotes and without text: no file of ours has this text. */
        private static final String NOTHING = "\u0000";

        private final Path path;
        private final CsvReader<NamedCsvRecord> reader;
        private final CloseableIterator<NamedCsvRecord> records;

        Csv(Path path, BufferedReader text) throws IOException {
            this.path = path;
            FieldModifier nulls = new FieldModifier() {
                @Override
                public String modify(long line, int field, boolean quoted, String value) {
                    return value.isEmpty() && !quoted ? NOTHING : value;
                }
            };
            this.reader =
                    CsvReader.builder().build(NamedCsvRecordHandler.of(handler -> handler.fieldModifier(nulls)), text);
            this.records = reader.iterator();
        }

        @Override
        @Nullable
        Map<String, Value> next() throws IOException {
            try {
                return records.hasNext() ? row(records.next()) : null;
            } catch (UncheckedIOException | CsvParseException e) {
                throw new IOException(path + " is no CSV in UTF-8 to its end", e);
            }
        }

        private static Map<String, Value> row(NamedCsvRecord record) {
            Map<String, Value> row = new LinkedHashMap<>();
            record.getFieldsAsMap()
                    .forEach((name, text) ->
                            row.put(name, text.equals(NOTHING) ? Value.NULL : new Value(text, Value.Kind.ANY)));
            return row;
        }

        @Override
        public void close() throws IOException {
            records.close();
            reader.close();
        }
    }
}
