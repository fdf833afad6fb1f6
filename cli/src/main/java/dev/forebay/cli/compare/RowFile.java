package dev.forebay.cli.compare;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An output file as rows of text by column: JSON lines, or CSV where the name ends in {@code .csv}. Streams; one thread. */
abstract class RowFile implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static RowFile open(Path path) throws IOException {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? new Csv(path) : new JsonLines(path);
    }

    /** The next row, values as text in the order of the file (null for null); null at the end. */
    abstract @Nullable Map<String, @Nullable String> next() throws IOException;

    private static final class JsonLines extends RowFile {
        private final Path path;
        private final BufferedReader reader;
        private long line;

        JsonLines(Path path) throws IOException {
            this.path = path;
            this.reader = Files.newBufferedReader(path);
        }

        @Override
        @Nullable
        Map<String, @Nullable String> next() throws IOException {
            String text;
            do {
                text = reader.readLine();
                line++;
            } while (text != null && text.isBlank());
            if (text == null) {
                return null;
            }
            try {
                JsonNode node = JSON.readTree(text);
                if (!node.isObject()) {
                    throw new IOException(path + ":" + line + " is no JSON object");
                }
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    JsonNode value = property.getValue();
                    row.put(
                            property.getKey(),
                            value.isNull() ? null : value.isString() ? value.stringValue() : value.toString());
                }
                return row;
            } catch (JacksonException e) {
                throw new IOException(path + ":" + line + " is no JSON object on one line", e);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static final class Csv extends RowFile {
        private final CsvReader<NamedCsvRecord> reader;
        private final CloseableIterator<NamedCsvRecord> records;

        Csv(Path path) throws IOException {
            this.reader = CsvReader.builder().ofNamedCsvRecord(path);
            this.records = reader.iterator();
        }

        @Override
        @Nullable
        Map<String, @Nullable String> next() {
            return records.hasNext() ? new LinkedHashMap<>(records.next().getFieldsAsMap()) : null;
        }

        @Override
        public void close() throws IOException {
            records.close();
            reader.close();
        }
    }
}
