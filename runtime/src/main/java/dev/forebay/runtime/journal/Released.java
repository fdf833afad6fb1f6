package dev.forebay.runtime.journal;

/**
 * How far a pipeline that orders events by time has come with those that it held.
 *
 * @param byTime whether the commit's events were held; otherwise they were processed as they were read
 * @param events how many have been released since the pipeline's first commit
 * @param rankMicros the rank of the last one; {@link Long#MIN_VALUE} without one
 */
public record Released(boolean byTime, long events, long rankMicros) {

    /** No event was ever held. */
    public static final Released NONE = new Released(false, 0, Long.MIN_VALUE);
}
