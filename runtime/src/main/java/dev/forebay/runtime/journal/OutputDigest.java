package dev.forebay.runtime.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A sum of SHA-256 hashes modulo 2<sup>256</sup>: equal for equal sets of records, in whatever order or batches they were
 * written. One thread at a time.
 */
public final class OutputDigest {
    public static final int BYTES = 32;

    /** The words of the sum, the lowest first. */
    private final long[] words = new long[4];

    public void clear() {
        words[0] = words[1] = words[2] = words[3] = 0;
    }

    /** Adds a hash: 32 bytes, the highest first. */
    public void add(byte[] hash, int at) {
        addWords(word(hash, at + 24), word(hash, at + 16), word(hash, at + 8), word(hash, at));
    }

    public void add(OutputDigest other) {
        addWords(other.words[0], other.words[1], other.words[2], other.words[3]);
    }

    /** Adds a sum as {@link #hex} writes it. */
    public void addHex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a digest has 64 hexadecimal digits, not " + hex.length());
        }
        add(bytes, 0);
    }

    /** The sum as 64 hexadecimal digits, the highest first. */
    public String hex() {
        StringBuilder hex = new StringBuilder(64);
        for (int i = 3; i >= 0; i--) {
            hex.append(HexFormat.of().toHexDigits(words[i]));
        }
        return hex.toString();
    }

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void addWords(long w0, long w1, long w2, long w3) {
        long carry = addWord(0, w0, 0);
        carry = addWord(1, w1, carry);
        carry = addWord(2, w2, carry);
        addWord(3, w3, carry);
    }

    private long addWord(int index, long value, long carry) {
        long before = words[index];
        long sum = before + value;
        long carryOut = Long.compareUnsigned(sum, before) < 0 ? 1 : 0;
        long withCarry = sum + carry;
        if (Long.compareUnsigned(withCarry, sum) < 0) {
            carryOut = 1;
        }
        words[index] = withCarry;
        return carryOut;
    }

    private static long word(byte[] bytes, int at) {
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word = (word << 8) | (bytes[at + i] & 0xff);
        }
        return word;
    }
}
