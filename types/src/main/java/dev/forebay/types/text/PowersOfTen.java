package dev.forebay.types.text;

import java.math.BigInteger;

/**
 * The 128 leading bits of the powers of ten from 10<sup>{@value #MIN}</sup> to 10<sup>{@value #MAX}</sup>, cut, not rounded.
 *
 * <p>With {@code T = HIGH[q - MIN] * 2^64 + LOW[q - MIN]} (unsigned, top bit set) and {@code e = floorLog2(q) - 127}:
 * {@code T * 2^e <= 10^q < (T + 1) * 2^e}.
 */
final class PowersOfTen {
    static final int MIN = -348;
    static final int MAX = 347;

    static final long[] HIGH = new long[MAX - MIN + 1];
    static final long[] LOW = new long[MAX - MIN + 1];

    static {
        // 10^q and 5^q have the same leading bits. 10^-n is 2^s / 5^n with s chosen so that the quotient has 128 bits.
        BigInteger power = BigInteger.ONE;
        for (int n = 0; n <= Math.max(MAX, -MIN); n++) {
            int bits = power.bitLength();
            if (n <= MAX) {
                put(n, bits <= 128 ? power.shiftLeft(128 - bits) : power.shiftRight(bits - 128));
            }
            if (n > 0 && n <= -MIN) {
                put(-n, BigInteger.ONE.shiftLeft(bits + 127).divide(power));
            }
            power = power.add(power.shiftLeft(2));
        }
    }

    private PowersOfTen() {}

    private static void put(int q, BigInteger leading128) {
        HIGH[q - MIN] = leading128.shiftRight(64).longValue();
        LOW[q - MIN] = leading128.longValue();
    }

    /** The largest {@code n} with {@code 2^n <= 10^q}, for any {@code q} of the table. */
    static int floorLog2(int q) {
        return (q * 1741647) >> 19;
    }
}
