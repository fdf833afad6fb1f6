package dev.forebay.runtime.backfill;

import dev.forebay.formats.RowEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.types.Column;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of features in which the values of some columns are others than the engine's. Takes records as a {@code RowPacker} makes them, and
 * writes any format that a backfill writes. Appears whole or not at all. One thread at a time.
 */
public final class TrainingOutput implements AutoCloseable {
    private final OutputFile file;
    private final List<Column> columns;
    private final RowEncoder encoder;
    private final EncodedFrame encoded = new EncodedFrame();

    private TrainingOutput(OutputFile file, List<Column> columns) {
        this.file = file;
        this.columns = columns;
        this.encoder = file.newEncoder(columns);
    }

    /** What stands in place of a value. */
    @FunctionalInterface
    public interface Replacement {

        /**
         * The value of a column of doubles in an event.
         *
         * @param column its place among the output's columns
         * @param partition of the event; 0 for a file
         * @param offset of the event in it
         * @param otherwise what the engine has; NaN for null
         */
        double value(int column, int partition, long offset, double otherwise);
    }

    /** Opens a file for the plan's output. */
    public static TrainingOutput open(Path target, Plan plan, boolean overwrite) {
        Plan.SinkRule all = new Plan.SinkRule(plan.output(), -1, null);
        return new TrainingOutput(
                OutputFile.open(target, all, overwrite),
                all.columns().stream().map(Plan.OutputColumn::column).toList());
    }

    /** Writes a batch's records. */
    public void write(EncodedFrame packed, Replacement replacement) {
        Vector[] vectors = columns.stream()
                .map(column -> Vector.of(column.type(), Math.max(1, packed.records)))
                .toArray(Vector[]::new);
        ByteBuffer bytes = ByteBuffer.wrap(packed.bytes.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int record = 0; record < packed.records; record++) {
            bytes.position(packed.valueStart[record]);
            for (int i = 0; i < vectors.length; i++) {
                unpack(bytes, packed, vectors[i], record);
                if (vectors[i] instanceof DoubleVector doubles) {
                    double otherwise = doubles.isValid(record) ? doubles.values[record] : Double.NaN;
                    double value = replacement.value(i, packed.partition[record], packed.offset[record], otherwise);
                    if (Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(otherwise)) {
                        doubles.values[record] = value;
                        doubles.state[record] = Vector.VALID;
                    }
                }
            }
        }
        encoded.clear();
        encoded.valueStart = new int[Math.max(1, packed.records)];
        encoded.valueLength = new int[Math.max(1, packed.records)];
        for (int record = 0; record < packed.records; record++) {
            encoded.valueStart[record] = encoded.bytes.size;
            encoder.encode(vectors, record, encoded.bytes);
            encoded.valueLength[record] = encoded.bytes.size - encoded.valueStart[record];
        }
        encoded.records = packed.records;
        file.write(encoded);
    }

    private static void unpack(ByteBuffer bytes, EncodedFrame packed, Vector vector, int row) {
        if (bytes.get() == 0) {
            vector.state[row] = Vector.NULL;
            return;
        }
        vector.state[row] = Vector.VALID;
        if (vector instanceof DoubleVector doubles) {
            doubles.values[row] = bytes.getDouble();
        } else if (vector instanceof BooleanVector booleans) {
            booleans.values[row] = bytes.get() != 0;
        } else if (vector instanceof StringVector strings) {
            int length = bytes.getInt();
            strings.set(row, packed.bytes, bytes.position(), length);
            bytes.position(bytes.position() + length);
        } else {
            ((LongVector) vector).values[row] = bytes.getLong();
        }
    }

    /** All is written: the file appears. */
    public void finish() {
        file.complete();
        file.appear();
    }

    @Override
    public void close() {
        file.close();
    }
}
