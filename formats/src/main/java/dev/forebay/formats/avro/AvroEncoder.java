package dev.forebay.formats.avro;

import dev.forebay.formats.RowEncoder;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes rows as Avro records in single-object encoding: the bytes C3 01, the fingerprint of the schema in eight bytes, little-endian,
 * and the columns in Avro's binary encoding.
 *
 * <p>Doubles keep their bits, NaN and the infinities included. A row that is not valid in a column is null there. Allocates nothing for a
 * row. <b>Threads</b>: one at a time.
 */
public final class AvroEncoder implements RowEncoder {
    /** Room for any value but text, and for what stands before it. */
    private static final int VALUE_ROOM = 16;

    private static final int HEADER = 10;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Type.Kind[] kinds;
    private final boolean[] nullable;
    private final AvroSchema schema;
    private final long fingerprint;

    public AvroEncoder(AvroSchema schema) {
        this.schema = schema;
        this.fingerprint = schema.fingerprint();
        int n = schema.columns().size();
        this.kinds = new Type.Kind[n];
        this.nullable = new boolean[n];
        for (int i = 0; i < n; i++) {
            kinds[i] = schema.columns().get(i).column().type().kind();
            nullable[i] = schema.columns().get(i).nullable();
        }
    }

    @Override
    public void encode(Vector[] columns, int row, ByteArena out) {
        if (columns.length != kinds.length) {
            throw new IllegalArgumentException(columns.length + " vectors for " + kinds.length + " columns");
        }
        out.ensure(HEADER + columns.length * VALUE_ROOM);
        out.bytes[out.size] = (byte) 0xc3;
        out.bytes[out.size + 1] = 1;
        LONGS.set(out.bytes, out.size + 2, fingerprint);
        out.size += HEADER;
        for (int i = 0; i < columns.length; i++) {
            Vector vector = columns[i];
            boolean valid = vector.state[row] == Vector.VALID;
            if (nullable[i]) {
                // The branch of the union, zigzag: null is 0, the type 1.
                out.bytes[out.size++] = (byte) (valid ? 2 : 0);
            } else if (!valid) {
                throw new IllegalStateException(
                        "column '" + schema.columns().get(i).column().name() + "' cannot be null, and is");
            }
            if (valid) {
                value(vector, kinds[i], row, out, columns.length - i);
            }
        }
    }

    private static void value(Vector vector, Type.Kind kind, int row, ByteArena out, int columnsLeft) {
        switch (kind) {
            case DOUBLE -> {
                LONGS.set(out.bytes, out.size, Double.doubleToRawLongBits(((DoubleVector) vector).values[row]));
                out.size += Double.BYTES;
            }
            case LONG, TIMESTAMP, DATE -> zigzag(((LongVector) vector).values[row], out);
            case BOOLEAN -> out.bytes[out.size++] = (byte) (((BooleanVector) vector).values[row] ? 1 : 0);
            case DECIMAL -> decimal(((LongVector) vector).values[row], out);
            case STRING -> {
                StringVector strings = (StringVector) vector;
                int length = strings.length[row];
                out.ensure(length + columnsLeft * VALUE_ROOM);
                zigzag(length, out);
                System.arraycopy(strings.arena[row].bytes, strings.start[row], out.bytes, out.size, length);
                out.size += length;
            }
        }
    }

    private static void zigzag(long value, ByteArena out) {
        byte[] bytes = out.bytes;
        int at = out.size;
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        out.size = at;
    }

    /** As few bytes in two's complement, big-endian, as the number needs, after their count. */
    private static void decimal(long unscaled, ByteArena out) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(unscaled ^ unscaled >> 63);
        int length = bits / 8 + 1;
        out.bytes[out.size++] = (byte) (length << 1);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.bytes[out.size++] = (byte) (unscaled >> shift);
        }
    }

    /** Always 0: Avro has them all. */
    @Override
    public long nonFinite() {
        return 0;
    }
}
