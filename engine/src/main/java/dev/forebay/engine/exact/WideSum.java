package dev.forebay.engine.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** An exact sum of any finite doubles, or of their squares: a two's complement number that grows at both ends as values need. */
final class WideSum {
    /** More than the squares of all doubles need. */
    private static final int MOST_WORDS = 128;

    /** Words, the lowest first; the highest one only extends the sign. */
    private long[] words = {};

    /** Which power of 2<sup>64</sup> the lowest word counts. */
    private int lowest;

    /** Adds {@code magnitude * 2^exponent}, or takes it away; the magnitude has 128 bits. */
    void add(long high, long low, int exponent, boolean away) {
        int at = Math.floorDiv(exponent, 64);
        int shift = Math.floorMod(exponent, 64);
        long w0 = low << shift;
        long w1 = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long w2 = shift == 0 ? 0 : high >>> (64 - shift);
        reach(at, at + 4);
        int i = at - lowest;
        long carry = 0;
        for (int k = i; k < words.length; k++) {
            long more = k == i ? w0 : k == i + 1 ? w1 : k == i + 2 ? w2 : 0;
            if (more == 0 && carry == 0 && k > i + 2) {
                break;
            }
            long before = words[k];
            if (away) {
                words[k] = before - more - carry;
                carry = Long.compareUnsigned(before, more) < 0 || (carry == 1 && before == more) ? 1 : 0;
            } else {
                words[k] = before + more + carry;
                carry = Long.compareUnsigned(words[k], before) < 0 || (carry == 1 && words[k] == before) ? 1 : 0;
            }
        }
        extendSign();
    }

    /** Adds what another fixed-point number holds: words of two's complement, the highest first. */
    void addAll(long[] others, int at, int count, int exponent) {
        boolean negative = others[at] < 0;
        long[] magnitude = Arrays.copyOfRange(others, at, at + count);
        if (negative) {
            long carry = 1;
            for (int k = count - 1; k >= 0; k--) {
                magnitude[k] = ~magnitude[k] + carry;
                carry = carry == 1 && magnitude[k] == 0 ? 1 : 0;
            }
        }
        for (int k = 0; k < count; k++) {
            add(0, magnitude[k], exponent + 64 * (count - 1 - k), negative);
        }
    }

    private void reach(int from, int to) {
        if (words.length == 0) {
            lowest = from;
            words = new long[to - from];
            return;
        }
        int newLowest = Math.min(from, lowest);
        int newEnd = Math.max(to, lowest + words.length);
        if (newLowest == lowest && newEnd == lowest + words.length) {
            return;
        }
        long[] wider = new long[newEnd - newLowest];
        System.arraycopy(words, 0, wider, lowest - newLowest, words.length);
        if (words[words.length - 1] < 0) {
            Arrays.fill(wider, lowest - newLowest + words.length, wider.length, -1);
        }
        words = wider;
        lowest = newLowest;
    }

    private void extendSign() {
        long top = words[words.length - 1];
        if (top != 0 && top != -1) {
            reach(lowest, lowest + words.length + 1);
        }
    }

    /** The sum in units of {@code 2^exponent}. */
    BigInteger in(int exponent) {
        if (words.length == 0) {
            return BigInteger.ZERO;
        }
        byte[] bytes = new byte[8 * words.length];
        for (int k = 0; k < words.length; k++) {
            long word = words[words.length - 1 - k];
            for (int b = 0; b < 8; b++) {
                bytes[8 * k + b] = (byte) (word >>> (56 - 8 * b));
            }
        }
        return new BigInteger(bytes).shiftLeft(64 * lowest - exponent);
    }

    void write(LongConsumer to) {
        to.accept(lowest);
        to.accept(words.length);
        for (long word : words) {
            to.accept(word);
        }
    }

    void read(LongSupplier from) {
        lowest = (int) from.getAsLong();
        long length = from.getAsLong();
        if (length < 0 || length > MOST_WORDS) {
            throw new IllegalArgumentException("a sum of " + length + " words");
        }
        words = new long[(int) length];
        for (int i = 0; i < words.length; i++) {
            words[i] = from.getAsLong();
        }
    }

    /** How much memory it takes, in bytes, nearly. */
    long bytes() {
        return 40 + 8L * words.length;
    }
}
