package dev.forebay.runtime.source;

import dev.forebay.types.batch.ByteArena;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Copies the bytes of keys or values from the fetched buffer into the arena of the frame that is being received, and hands the client
 * a small number in their place: an index into {@link #start} and {@link #length}. So a record costs no array of its own. What the
 * {@link Intake} does not take any more is not copied and gets {@link #LEFT}.
 *
 * <p>The client deserializes inside of {@code poll}, on the thread that polls.
 */
final class ArenaDeserializer implements Deserializer<Integer> {
    /** Stands for bytes that were not taken. */
    static final int LEFT = -1;

    private static final Headers NO_HEADERS = new RecordHeaders();

    private final Intake intake;
    private final boolean isKey;
    private final Integer[] indexes;
    private int used;

    final int[] start;
    final int[] length;

    ArenaDeserializer(Intake intake, boolean isKey, int capacity) {
        this.intake = intake;
        this.isKey = isKey;
        indexes = new Integer[capacity];
        for (int i = 0; i < capacity; i++) {
            indexes[i] = i;
        }
        start = new int[capacity];
        length = new int[capacity];
    }

    /** Begins another poll. */
    void restart() {
        used = 0;
    }

    @Override
    public Integer deserialize(String topic, Headers headers, ByteBuffer data) {
        if (!intake.takes(isKey)) {
            forget(headers);
            return LEFT;
        }
        ByteArena arena = intake.arena();
        int bytes = data.remaining();
        arena.ensure(bytes);
        data.get(arena.bytes, arena.size, bytes);
        return slice(arena, bytes);
    }

    @Override
    public Integer deserialize(String topic, byte[] data) {
        return deserialize(topic, NO_HEADERS, ByteBuffer.wrap(data));
    }

    /** A header is a view of its whole record, which may be one of many large ones that come with a later poll. */
    private static void forget(Headers headers) {
        for (Header header : headers.toArray()) {
            headers.remove(header.key());
        }
    }

    private Integer slice(ByteArena arena, int bytes) {
        start[used] = arena.size;
        length[used] = bytes;
        arena.size += bytes;
        return indexes[used++];
    }
}
