package dev.forebay.sklearn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes written by hand. */
final class Bytes {
    private Bytes() {}

    /** Numbers as bytes, texts as their Latin-1 characters, byte arrays as they are. */
    static byte[] of(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                out.write(number);
            } else if (part instanceof byte[] bytes) {
                out.writeBytes(bytes);
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    static byte[] littleEndian(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] littleEndian(double value) {
        return littleEndian(Double.doubleToRawLongBits(value));
    }

    static byte[] replace(byte[] in, String what, String by) {
        return replace(in, of(what), of(by));
    }

    /** {@code in} with the one place of {@code what} replaced. */
    static byte[] replace(byte[] in, byte[] what, byte[] by) {
        String text = latin1(in);
        int at = text.indexOf(latin1(what));
        if (at < 0) {
            throw new IllegalArgumentException("not in it");
        }
        return of(text.substring(0, at), by, text.substring(at + what.length));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
