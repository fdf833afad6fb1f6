package dev.forebay.benchmarks.w2;

import dev.forebay.types.text.DoubleWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Outputs written straight into an array. Numbers in JSON are the shortest that read back to the same double, by Forebay's own
 * writer, so that the limit is not limited by the JDK's. <b>Threads.</b> One at a time.
 */
public final class HandRows {

    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] ID = ascii("{\"" + VectorColumns.ID + "\":\"");
    private static final List<byte[]> NAMES = VectorColumns.outputNames().stream()
            .map(name -> ascii(",\"" + name + "\":"))
            .toList();

    /** More than a row without its id can take: names, and up to 25 bytes a number. */
    private static final int ROOM = 4096;

    private final boolean avro;
    private final byte[] header = AvroRow.header();
    private final byte[][] names = NAMES.toArray(new byte[0][]);
    private byte[] buffer = new byte[2 * ROOM];
    private int at;

    public HandRows(boolean avro) {
        this.avro = avro;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] write(byte[] bytes, int idFrom, int idTo, double[] vector) {
        if (idTo - idFrom > buffer.length - ROOM) {
            buffer = new byte[idTo - idFrom + ROOM];
        }
        at = 0;
        if (avro) {
            avro(bytes, idFrom, idTo, vector);
        } else {
            json(bytes, idFrom, idTo, vector);
        }
        return Arrays.copyOf(buffer, at);
    }

    private void json(byte[] bytes, int idFrom, int idTo, double[] vector) {
        put(ID, 0, ID.length);
        put(bytes, idFrom, idTo - idFrom);
        buffer[at++] = '"';
        for (int i = 0; i < VectorColumns.COUNT; i++) {
            put(names[i], 0, names[i].length);
            at = DoubleWriter.write(buffer, at, vector[i]);
        }
        buffer[at++] = '}';
    }

    private void avro(byte[] bytes, int idFrom, int idTo, double[] vector) {
        put(header, 0, header.length);
        int length = 2 * (idTo - idFrom); // zigzag
        for (; length >= 0x80; length >>>= 7) {
            buffer[at++] = (byte) (length | 0x80);
        }
        buffer[at++] = (byte) length;
        put(bytes, idFrom, idTo - idFrom);
        for (int i = 0; i < VectorColumns.COUNT; i++, at += Double.BYTES) {
            DOUBLES.set(buffer, at, vector[i]);
        }
    }

    private void put(byte[] text, int from, int length) {
        System.arraycopy(text, from, buffer, at, length);
        at += length;
    }
}
