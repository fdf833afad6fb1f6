package dev.forebay.types.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decimal digits, two or eight at a time. */
final class Digits {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    static final long ZEROS = 0x3030303030303030L;

    /** The two characters of 00 to 99, the first in the low byte. */
    private static final short[] PAIRS = new short[100];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[i] = (short) (('0' + i / 10) | ('0' + i % 10) << 8);
        }
    }

    private Digits() {}

    /** Writes {@code value}, 0 to 99, as two digits. */
    static void two(byte[] out, int at, int value) {
        SHORTS.set(out, at, PAIRS[value]);
    }

    /** Writes {@code value}, 0 to 9999, as four digits. */
    static void four(byte[] out, int at, int value) {
        int high = value / 100;
        two(out, at, high);
        two(out, at + 2, value - high * 100);
    }

    /** The eight digits of {@code value}, 0 to 99,999,999, a byte each (0 to 9), the first in the low byte. */
    static long eight(int value) {
        long high4 = value / 10000;
        long fours = high4 | (value - high4 * 10000) << 32;
        long hundreds = ((fours * 10486) >>> 20) & 0x0000007f0000007fL;
        long twos = hundreds | (fours - 100 * hundreds) << 16;
        long tens = ((twos * 103) >>> 10) & 0x000f000f000f000fL;
        return tens | (twos - 10 * tens) << 8;
    }
}
