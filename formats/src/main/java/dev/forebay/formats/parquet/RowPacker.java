package dev.forebay.formats.parquet;

import dev.forebay.formats.RowEncoder;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.List;

/**
 * Writes rows as {@link ParquetWriter} takes them: for each column a byte, 0 for null and 1 for a value, and after a 1 the value: eight
 * bytes of a number, one of a boolean, length in four bytes and bytes of a text; numbers little-endian. What is worked out on many
 * threads so becomes columns again on one. Allocates nothing for a row. <b>Threads</b>: one at a time.
 */
public final class RowPacker implements RowEncoder {
    private static final int ROOM = 16;

    private final Type[] types;

    /** @param columns types of the vectors to come */
    public RowPacker(List<Column> columns) {
        types = columns.stream().map(Column::type).toArray(Type[]::new);
    }

    @Override
    public void encode(Vector[] vectors, int row, ByteArena out) {
        if (vectors.length != types.length) {
            throw new IllegalArgumentException(vectors.length + " vectors for " + types.length + " columns");
        }
        out.ensure(vectors.length * ROOM);
        for (int i = 0; i < vectors.length; i++) {
            Vector vector = vectors[i];
            if (vector.state[row] != Vector.VALID) {
                out.bytes[out.size++] = 0;
                continue;
            }
            out.bytes[out.size++] = 1;
            switch (types[i].kind()) {
                case DOUBLE -> number(Double.doubleToRawLongBits(((DoubleVector) vector).values[row]), out);
                case BOOLEAN -> out.bytes[out.size++] = (byte) (((BooleanVector) vector).values[row] ? 1 : 0);
                case STRING -> {
                    StringVector strings = (StringVector) vector;
                    int length = strings.length[row];
                    out.ensure(length + (vectors.length - i) * ROOM);
                    Binary.INTS.set(out.bytes, out.size, length);
                    out.size += Integer.BYTES;
                    System.arraycopy(strings.arena[row].bytes, strings.start[row], out.bytes, out.size, length);
                    out.size += length;
                }
                case LONG, DECIMAL, TIMESTAMP, DATE -> number(((LongVector) vector).values[row], out);
            }
        }
    }

    private static void number(long bits, ByteArena out) {
        Binary.LONGS.set(out.bytes, out.size, bits);
        out.size += Long.BYTES;
    }

    /** Always 0: Parquet has them all. */
    @Override
    public long nonFinite() {
        return 0;
    }
}
