package dev.forebay.benchmarks.w2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;

/** The hand-written jobs' outputs as Avro single objects: a string and 35 doubles. */
final class AvroRow {

    static final Schema SCHEMA = schema();

    private AvroRow() {}

    private static Schema schema() {
        var fields = SchemaBuilder.record("Row").namespace("w2").fields().requiredString(VectorColumns.ID);
        for (String name : VectorColumns.outputNames()) {
            fields = fields.requiredDouble(name);
        }
        return fields.endRecord();
    }

    /** The ten bytes before every single object: a mark of two bytes and the schema's fingerprint. */
    static byte[] header() {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(SchemaNormalization.parsingFingerprint64(SCHEMA))
                .array();
    }
}
