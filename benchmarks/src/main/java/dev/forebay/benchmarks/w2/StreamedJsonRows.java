package dev.forebay.benchmarks.w2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** JSON with Jackson's streaming writer and its fast number code. */
final class StreamedJsonRows implements RowWriter {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final SerializedString ID = new SerializedString(VectorColumns.ID);
    private static final List<SerializedString> NAMES =
            VectorColumns.outputNames().stream().map(SerializedString::new).toList();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

    @Override
    public byte[] write(String id, double[] vector) {
        out.reset();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeFieldName(ID);
            generator.writeString(id);
            for (int i = 0; i < VectorColumns.COUNT; i++) {
                generator.writeFieldName(NAMES.get(i));
                generator.writeNumber(vector[i]);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
