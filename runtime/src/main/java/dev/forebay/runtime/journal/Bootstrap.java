package dev.forebay.runtime.journal;

import java.util.Map;

/**
 * What a pipeline began with: a history that made its state and of which nothing was emitted. It stands in the pipeline's first commit, whose
 * snapshot is the state after it; the events that were read there are in no count of the pipeline.
 *
 * <p>The events of a topic were taken in the order of their records' timestamps, those of one partition in its own; of equal timestamps the
 * smaller partition first.
 *
 * @param asked what was asked for, in words that do not change
 * @param source the topic's name, or the file's
 * @param sourceId Kafka's id of the topic, or the SHA-256 of the file
 * @param from the first offset of each partition; empty for a file
 * @param to the offset behind the last one of each partition; empty for a file
 * @param untilMicros events at or after it were left out; {@link #NO_END} where nothing was
 * @param partitions how many the pipeline's source has
 * @param read events read: absorbed, rejected, or at or after the end
 * @param ahead events at or after the end
 * @param late absorbed events that came later than the lateness allows
 * @param ids how many ids of events before the end are remembered, to know these events again in the pipeline's source
 * @param reasons how often each reason for a rejection was given
 * @param snapshotDigest what the snapshot of the state bears in place of a total digest
 */
public record Bootstrap(
        Kind kind,
        String asked,
        String source,
        String sourceId,
        Map<Integer, Long> from,
        Map<Integer, Long> to,
        long untilMicros,
        int partitions,
        long read,
        long rejected,
        long ahead,
        long late,
        long ids,
        Map<String, Long> reasons,
        String snapshotDigest) {

    /** Nothing was left out. */
    public static final long NO_END = Long.MAX_VALUE;

    /** Where a history was. */
    public enum Kind {
        TOPIC,
        FILE
    }

    public Bootstrap {
        from = Map.copyOf(from);
        to = Map.copyOf(to);
        reasons = Map.copyOf(reasons);
    }

    /** Events that the state is made of. */
    public long absorbed() {
        return read - rejected - ahead;
    }

    /** Whether, at these watermarks, the state still knows the ids of the history. */
    public boolean isSeamOpen(Map<Integer, Long> watermarksMicros) {
        if (untilMicros == NO_END) {
            return false;
        }
        for (int partition = 0; partition < partitions; partition++) {
            Long watermark = watermarksMicros.get(partition);
            if (watermark == null || watermark < untilMicros) {
                return true;
            }
        }
        return false;
    }
}
