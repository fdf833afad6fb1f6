package dev.forebay.cli.why;

import dev.forebay.types.batch.EventBatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One event as it was received. */
final class FoundEvent {
    private static final byte[] NONE = {};

    private final Position position;
    private final long recordTimeMicros;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;

    private final boolean isDecodable;

    private FoundEvent(
            Position position,
            long recordTimeMicros,
            byte @Nullable [] key,
            byte @Nullable [] value,
            boolean isDecodable) {
        this.isDecodable = isDecodable;
        this.position = position;
        this.recordTimeMicros = recordTimeMicros;
        this.key = key;
        this.value = value;
    }

    static FoundEvent of(EventBatch batch, int row) {
        return of(batch, row, true);
    }

    /** @param isDecodable whether its bytes are those that a decoder reads, and not others that stand for it */
    static FoundEvent of(EventBatch batch, int row, boolean isDecodable) {
        return new FoundEvent(
                new Position(batch.partition[row], batch.offset[row]),
                batch.recordTimeMicros[row],
                bytes(batch, batch.keyStart[row], batch.keyLength[row]),
                bytes(batch, batch.valueStart[row], batch.valueLength[row]),
                isDecodable);
    }

    private static byte @Nullable [] bytes(EventBatch batch, int start, int length) {
        return length < 0 ? null : Arrays.copyOfRange(batch.arena.bytes, start, start + length);
    }

    boolean isDecodable() {
        return isDecodable;
    }

    Position position() {
        return position;
    }

    long recordTimeMicros() {
        return recordTimeMicros;
    }

    /** The key as text; null for none. */
    @Nullable
    String key() {
        return text(key);
    }

    /** The event as it was received, as text; null for none. */
    @Nullable
    String value() {
        return text(value);
    }

    /** Adds it to a batch. */
    void addTo(EventBatch batch) {
        batch.add(
                position.partition(),
                position.offset(),
                recordTimeMicros,
                key == null ? NONE : key,
                0,
                key == null ? -1 : key.length,
                value == null ? NONE : value,
                0,
                value == null ? -1 : value.length);
    }

    /** Bytes that are no text are told as that. */
    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')
                    ? bytes.length + " bytes that are no text"
                    : text;
        } catch (CharacterCodingException e) {
            return bytes.length + " bytes that are no text";
        }
    }
}
