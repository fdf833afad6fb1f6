package dev.forebay.engine.window;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads what {@link ImageWriter} wrote. What is cut off is an {@link IllegalArgumentException}. */
final class ImageReader {
    private final ByteBuffer from;

    ImageReader(byte[] bytes, int start, int length) {
        from = ByteBuffer.wrap(bytes, start, length);
    }

    boolean isAtEnd() {
        return !from.hasRemaining();
    }

    long takeLong() {
        try {
            return from.getLong();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the image of a key is cut off", e);
        }
    }

    byte[] takeBytes() {
        long length = takeLong();
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException("the image of a key claims " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        from.get(bytes);
        return bytes;
    }

    /** A text, held once. */
    long takeText(TextPool texts) {
        byte[] bytes = takeBytes();
        return texts.hold(bytes, 0, bytes.length);
    }
}
