package dev.forebay.runtime.rejected;

import dev.forebay.types.batch.Reason;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A rejected event as it came, and why it was rejected. The arrays belong to it and do not change. */
public final class DeadLetter {
    private final int partition;
    private final long offset;
    private final long recordTimeMillis;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;
    private final List<Reason> reasons;

    /**
     * A dead letter.
     *
     * @param partition where it came from
     * @param offset the record's offset, or its number in a file
     * @param recordTimeMillis the record's own timestamp; negative where there is none
     * @param key the record's key
     * @param value the record's value
     * @param headers the record's own headers, in order
     * @param reasons at least one
     */
    public DeadLetter(
            int partition,
            long offset,
            long recordTimeMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers,
            List<Reason> reasons) {
        this.partition = partition;
        this.offset = offset;
        this.recordTimeMillis = recordTimeMillis;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
        this.reasons = List.copyOf(reasons);
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    public long recordTimeMillis() {
        return recordTimeMillis;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public List<Header> headers() {
        return headers;
    }

    /** How many bytes of the record it holds. */
    public long size() {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    public List<Reason> reasons() {
        return reasons;
    }
}
