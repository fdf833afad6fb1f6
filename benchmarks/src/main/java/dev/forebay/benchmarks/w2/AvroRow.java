package dev.forebay.benchmarks.w2;

import dev.forebay.formats.avro.AvroSchema;
import dev.forebay.formats.avro.AvroSchema.AvroColumn;
import dev.forebay.plan.Plan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;

/** Outputs as Avro single objects: a string and 35 doubles. */
final class AvroRow {

    /** The hand-written jobs' schema. */
    static final Schema SCHEMA = schema();

    private AvroRow() {}

    private static Schema schema() {
        var fields = SchemaBuilder.record("Row").namespace("w2").fields().requiredString(VectorColumns.ID);
        for (String name : VectorColumns.outputNames()) {
            fields = fields.requiredDouble(name);
        }
        return fields.endRecord();
    }

    /** The schema in which Forebay writes to the first sink of a plan. */
    static Schema ofForebay(Plan plan) {
        List<AvroColumn> columns = plan.sinks().get(0).columns().stream()
                .map(output -> new AvroColumn(
                        output.column(), plan.columns().get(output.slot()).nullable()))
                .toList();
        return new Schema.Parser().parse(new AvroSchema(plan.pipeline(), columns).json());
    }

    /** The ten bytes before every one of the hand-written jobs' objects: a mark of two bytes and the schema's fingerprint. */
    static byte[] header() {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(SchemaNormalization.parsingFingerprint64(SCHEMA))
                .array();
    }
}
