package dev.forebay.runtime.source;

import dev.forebay.types.batch.ByteArena;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Copies the bytes of keys or values from the fetched buffer into the arena of the frame that is being received, and hands the client
 * a small number in their place: an index into {@link #start} and {@link #length}. So a record costs no array of its own.
 *
 * <p>The client deserializes inside of {@code poll}, on the thread that polls.
 */
final class ArenaDeserializer implements Deserializer<Integer> {
    private final Integer[] indexes;
    private int used;
    private ByteArena arena = new ByteArena(0);

    final int[] start;
    final int[] length;

    ArenaDeserializer(int capacity) {
        indexes = new Integer[capacity];
        for (int i = 0; i < capacity; i++) {
            indexes[i] = i;
        }
        start = new int[capacity];
        length = new int[capacity];
    }

    /** Goes on with an empty frame's arena. */
    void into(ByteArena frameArena) {
        arena = frameArena;
        used = 0;
    }

    @Override
    public Integer deserialize(String topic, Headers headers, ByteBuffer data) {
        int bytes = data.remaining();
        arena.ensure(bytes);
        data.get(arena.bytes, arena.size, bytes);
        return slice(bytes);
    }

    @Override
    public Integer deserialize(String topic, byte[] data) {
        arena.ensure(data.length);
        System.arraycopy(data, 0, arena.bytes, arena.size, data.length);
        return slice(data.length);
    }

    private Integer slice(int bytes) {
        start[used] = arena.size;
        length[used] = bytes;
        arena.size += bytes;
        return indexes[used++];
    }
}
