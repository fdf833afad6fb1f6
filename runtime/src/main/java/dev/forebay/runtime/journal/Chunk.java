package dev.forebay.runtime.journal;

/**
 * Records of one partition that were processed one after the other.
 *
 * @param partition the source's partition
 * @param first offset of the first record
 * @param last offset of the last record, included; offsets in between that hold no record (gaps) are allowed
 */
public record Chunk(int partition, long first, long last) {
    public Chunk {
        if (partition < 0 || first < 0 || last < first) {
            throw new IllegalArgumentException("chunk " + partition + ":" + first + ".." + last);
        }
    }
}
