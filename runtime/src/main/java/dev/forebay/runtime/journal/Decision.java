package dev.forebay.runtime.journal;

/**
 * Something that depended on a clock, and is done again at the same place when events are read again.
 *
 * @param partition of the source
 * @param beforeChunk the chunk of the same commit before which it was decided; the number of chunks for after the last
 */
public record Decision(Kind kind, int partition, int beforeChunk) {

    /** What was decided. */
    public enum Kind {
        /** The partition is there: events of the others wait for its. */
        EXPECT,
        /** The partition has been silent for long: events of the others do not wait for it until it speaks again. */
        PASS_OVER
    }

    /** A decision that has no place yet. */
    public static Decision of(Kind kind, int partition) {
        return new Decision(kind, partition, 0);
    }

    /** The same decision before another chunk. */
    public Decision before(int chunk) {
        return new Decision(kind, partition, chunk);
    }
}
