package dev.forebay.runtime.transaction;

import org.jspecify.annotations.Nullable;

/**
 * Arrays of exact lengths, one of each, used again and again. The producer wants a whole array for a key or value and copies it before
 * {@code send} returns; so one of each length is enough, and a record costs none. One thread at a time.
 */
final class ExactArrays {
    private static final int LARGEST_KEPT = 4096;

    private final byte @Nullable [][] byLength = new byte[LARGEST_KEPT + 1][];

    /** A copy of {@code length} bytes, good until the next call for the same length. */
    byte[] copy(byte[] from, int start, int length) {
        byte[] copy = array(length);
        System.arraycopy(from, start, copy, 0, length);
        return copy;
    }

    private byte[] array(int length) {
        if (length > LARGEST_KEPT) {
            return new byte[length];
        }
        byte[] kept = byLength[length];
        if (kept == null) {
            kept = new byte[length];
            byLength[length] = kept;
        }
        return kept;
    }
}
