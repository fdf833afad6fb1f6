package dev.forebay.formats.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in arrays of bytes. */
final class Binary {
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bytes a buffer that is read in whole words has beyond its end. */
    static final int SPARE = 16;

    private Binary() {}

    static int intAt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** {@code width} bits, at most 64, from bit {@code bit} of the byte at {@code at}; reads up to {@link #SPARE} bytes. */
    static long bits(byte[] bytes, int at, int bit, int width) {
        long word = longAt(bytes, at) >>> bit;
        if (bit + width > Long.SIZE) {
            word |= longAt(bytes, at + Long.BYTES) << (Long.SIZE - bit);
        }
        return width == Long.SIZE ? word : word & ((1L << width) - 1);
    }

    /** The bytes from {@code from} to before {@code to} as a big-endian number in two's complement; the nearest long where it is none. */
    static long bigEndian(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        long value = bytes[from];
        for (int i = from + 1; i < to; i++) {
            if (value != value << Byte.SIZE >> Byte.SIZE) {
                return bytes[from] < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            value = value << Byte.SIZE | (bytes[i] & 0xff);
        }
        return value;
    }
}
