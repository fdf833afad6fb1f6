package dev.forebay.benchmarks.w2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro with its binary encoder, field by field, without a record in between. */
final class DirectAvroRows implements RowWriter {

    private final byte[] header = AvroRow.header();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

    @Override
    public byte[] write(String id, double[] vector) {
        out.reset();
        try {
            encoder.writeFixed(header);
            encoder.writeString(id);
            for (int i = 0; i < VectorColumns.COUNT; i++) {
                encoder.writeDouble(vector[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
