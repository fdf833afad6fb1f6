package dev.forebay.runtime.transaction;

import dev.forebay.types.batch.EventBatch;
import java.util.HexFormat;

/**
 * The header {@value #NAME} of every record written: which release made it from which event.
 *
 * <p>One byte of version ({@value #VERSION}), the first 8 bytes of the release's digest, then the source's partition and offset as
 * unsigned varints (7 bits a byte, lowest first, the top bit set in all but the last). Where the event was late or incomplete the version is
 * {@value #VERSION_WITH_FLAGS}, and one more byte behind the offset says so: bit 0 late, bit 1 incomplete.
 */
public final class PositionHeader {
    public static final String NAME = "forebay";
    public static final int VERSION = 1;
    public static final int VERSION_WITH_FLAGS = 2;

    private static final int PREFIX_BYTES = 8;
    private static final int MAX_BYTES = 1 + PREFIX_BYTES + 5 + 10 + 1;

    private final byte[] scratch = new byte[MAX_BYTES];

    /**
     * For the records of one release.
     *
     * @param digest as 64 hexadecimal digits
     */
    public PositionHeader(String digest) {
        System.arraycopy(HexFormat.of().parseHex(digest), 0, scratch, 1, PREFIX_BYTES);
    }

    /**
     * Prepares the header of an event and returns its length; the bytes are in {@link #bytes}.
     *
     * @param flags as {@link EventBatch#flags} has them
     */
    int prepare(int partition, long offset, byte flags) {
        scratch[0] = (byte) (flags == 0 ? VERSION : VERSION_WITH_FLAGS);
        int at = varint(varint(1 + PREFIX_BYTES, partition), offset);
        if (flags != 0) {
            scratch[at++] = flags;
        }
        return at;
    }

    byte[] bytes() {
        return scratch;
    }

    private int varint(int from, long value) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            scratch[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        scratch[at++] = (byte) rest;
        return at;
    }
}
