package dev.forebay.benchmarks.w2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.common.KafkaException;

/**
 * Reads an output, JSON or Avro single object, whoever wrote it: with libraries that none of the fast writers uses. All 36
 * fields must be there. <b>Threads.</b> One at a time.
 */
final class RowReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private static final List<String> NAMES = VectorColumns.outputNames();

    private final BinaryMessageDecoder<GenericRecord> avro =
            new BinaryMessageDecoder<>(GenericData.get(), AvroRow.SCHEMA);
    private final double[] vector = new double[VectorColumns.COUNT];
    private String id = "";

    /** Reads JSON, and Avro in the hand-written jobs' schema and in these. */
    RowReader(List<Schema> schemas) {
        schemas.forEach(avro::addSchema);
    }

    /** Throws {@link KafkaException} when it is no such row. */
    void read(byte[] row) {
        id = "";
        Arrays.fill(vector, Double.NaN);
        try {
            if (row.length > 0 && row[0] == '{') {
                json(row);
            } else {
                avro(row);
            }
        } catch (IOException | AvroRuntimeException e) {
            throw new KafkaException("neither JSON nor Avro: " + e.getMessage(), e);
        }
    }

    String id() {
        return id;
    }

    /** The scaled numbers; NaN where a number is missing. */
    double[] vector() {
        return vector;
    }

    private void json(byte[] row) throws IOException {
        try (JsonParser parser = JSON.createParser(row)) {
            parser.nextToken();
            int next = 0;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals(VectorColumns.ID)) {
                    id = parser.getText();
                } else {
                    int column = next < NAMES.size() && NAMES.get(next).equals(name) ? next : NAMES.indexOf(name);
                    if (column >= 0 && value.isNumeric()) {
                        vector[column] = parser.getDoubleValue();
                        next = column + 1;
                    }
                }
            }
        }
    }

    private void avro(byte[] row) throws IOException {
        GenericRecord record = avro.decode(new ByteArrayInputStream(row), null);
        id = String.valueOf(record.get(VectorColumns.ID));
        for (int i = 0; i < VectorColumns.COUNT; i++) {
            vector[i] = record.get(NAMES.get(i)) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
    }
}
