package dev.forebay.benchmarks.w2;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/** Avro by way of a generic record, as most write it. */
final class GenericAvroRows implements RowWriter {

    private final BinaryMessageEncoder<GenericRecord> encoder =
            new BinaryMessageEncoder<>(GenericData.get(), AvroRow.SCHEMA);

    @Override
    public byte[] write(String id, double[] vector) {
        GenericRecord row = new GenericData.Record(AvroRow.SCHEMA);
        row.put(0, id);
        for (int i = 0; i < VectorColumns.COUNT; i++) {
            row.put(i + 1, vector[i]);
        }
        try {
            var bytes = encoder.encode(row);
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
