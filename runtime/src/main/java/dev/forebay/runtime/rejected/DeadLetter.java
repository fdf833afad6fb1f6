package dev.forebay.runtime.rejected;

import dev.forebay.types.batch.Reason;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event as it came, and why it was rejected. The arrays belong to it.
 *
 * @param partition where it came from
 * @param offset the record's offset, or its number in a file
 * @param recordTimeMillis the record's own timestamp; negative where there is none
 * @param key the record's key
 * @param value the record's value
 * @param headers the record's own headers, in order
 * @param reasons at least one
 */
public record DeadLetter(
        int partition,
        long offset,
        long recordTimeMillis,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        List<Reason> reasons) {

    public DeadLetter {
        headers = List.copyOf(headers);
        reasons = List.copyOf(reasons);
    }
}
