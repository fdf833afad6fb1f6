package dev.forebay.runtime.transaction;

/**
 * Arrays of exact lengths, one of each, used again and again. The producer wants a whole array for a key or value and copies it before
 * {@code send} returns; so one of each length is enough, and a record costs none. One thread at a time.
 */
final class ExactArrays {
    private static final int LARGEST_KEPT = 4096;

    /** For each length its array; an empty one where there is none yet. */
    private final byte[][] byLength = new byte[LARGEST_KEPT + 1][0];

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
        if (kept.length != length) {
            kept = new byte[length];
            byLength[length] = kept;
        }
        return kept;
    }
}
