package dev.forebay.engine.hash;

/** MurmurHash3 x86 32-bit with seed 0, signed, as scikit-learn's {@code FeatureHasher} uses it. */
public final class Murmur3 {
    private Murmur3() {}

    /** The hash of a run of bytes. */
    public static int of(byte[] bytes, int start, int length) {
        int hash = 0;
        int blocks = start + length / 4 * 4;
        for (int at = start; at < blocks; at += 4) {
            int block = (bytes[at] & 0xFF)
                    | (bytes[at + 1] & 0xFF) << 8
                    | (bytes[at + 2] & 0xFF) << 16
                    | bytes[at + 3] << 24;
            hash = Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xE6546B64;
        }
        int tail = 0;
        for (int i = length % 4 - 1; i >= 0; i--) {
            tail = tail << 8 | (bytes[blocks + i] & 0xFF);
        }
        return finished(hash ^ scrambled(tail) ^ length);
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
    }

    private static int finished(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }
}
