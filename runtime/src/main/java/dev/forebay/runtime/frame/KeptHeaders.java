package dev.forebay.runtime.frame;

import dev.forebay.engine.order.Attachment;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of an event that waits for its turn. */
public final class KeptHeaders implements Attachment {
    private static final int OVERHEAD = 96;

    private final Headers headers;
    private final int bytes;

    private KeptHeaders(Headers headers, int bytes) {
        this.headers = headers;
        this.bytes = bytes;
    }

    /** Headers to be kept; null where there are none. */
    public static @Nullable KeptHeaders of(@Nullable Headers headers) {
        int bytes = 0;
        if (headers != null) {
            for (Header header : headers) {
                // Read now: until then a header is a view of the fetched bytes, all of which it would keep.
                byte[] value = header.value();
                bytes += OVERHEAD + 2 * header.key().length() + (value == null ? 0 : value.length);
            }
        }
        return headers == null || bytes == 0 ? null : new KeptHeaders(headers, bytes);
    }

    Headers headers() {
        return headers;
    }

    @Override
    public int bytes() {
        return bytes;
    }
}
