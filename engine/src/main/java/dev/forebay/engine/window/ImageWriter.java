package dev.forebay.engine.window;

import dev.forebay.types.batch.ByteArena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes the images of keys, one behind the other. Numbers are big-endian. */
final class ImageWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ByteArena to;

    ImageWriter(ByteArena to) {
        this.to = to;
    }

    void putLong(long value) {
        to.ensure(8);
        LONGS.set(to.bytes, to.size, value);
        to.size += 8;
    }

    void putBytes(byte[] bytes) {
        putLong(bytes.length);
        to.append(bytes, 0, bytes.length);
    }
}
