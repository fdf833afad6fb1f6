package dev.forebay.formats.json;

/**
 * How large and how deep an event may be.
 *
 * @param maxRecordBytes the longest record that is read
 * @param maxDepth how deep objects and arrays may nest; the event's own object is the first level
 */
public record JsonLimits(int maxRecordBytes, int maxDepth) {

    /** 1 MiB and 64 levels. */
    public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 64);

    public JsonLimits {
        if (maxRecordBytes < 1 || maxDepth < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1: maxRecordBytes %d, maxDepth %d".formatted(maxRecordBytes, maxDepth));
        }
    }
}
