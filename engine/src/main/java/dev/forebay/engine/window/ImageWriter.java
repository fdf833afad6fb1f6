package dev.forebay.engine.window;

import dev.forebay.types.batch.ByteArena;

/** Writes the images of keys, one behind the other. Numbers are big-endian. */
final class ImageWriter {
    private final ByteArena to;

    ImageWriter(ByteArena to) {
        this.to = to;
    }

    void putLong(long value) {
        to.ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            to.bytes[to.size++] = (byte) (value >>> shift);
        }
    }

    void putBytes(byte[] bytes) {
        putLong(bytes.length);
        to.append(bytes, 0, bytes.length);
    }
}
