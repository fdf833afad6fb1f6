package dev.forebay.types.text;

/** Writes integers and fixed-point decimals as text. */
public final class LongWriter {
    /** Room that a call may need from where it starts to write: more than the text, because digits are written in blocks. */
    public static final int ROOM = 32;

    private LongWriter() {}

    /** Writes {@code value} in decimal and returns the index after its last byte. Needs {@link #ROOM} bytes. */
    public static int write(byte[] out, int at, long value) {
        if (value < 0) {
            out[at] = '-';
            return unsigned(out, at + 1, -value);
        }
        return unsigned(out, at, value);
    }

    /**
     * Writes {@code unscaled * 10^-scale} with exactly {@code scale} digits after the point ({@code 12.50}; no point where the
     * scale is 0) and returns the index after its last byte. Needs {@link #ROOM} bytes.
     */
    public static int writeDecimal(byte[] out, int at, long unscaled, int scale) {
        if (scale == 0) {
            return write(out, at, unscaled);
        }
        int p = at;
        long magnitude = unscaled;
        if (unscaled < 0) {
            out[p++] = '-';
            magnitude = -unscaled;
        }
        int end = unsigned(out, p, magnitude);
        int digits = end - p;
        if (digits <= scale) {
            int zeros = scale + 1 - digits;
            System.arraycopy(out, p, out, p + zeros, digits);
            for (int i = 0; i < zeros; i++) {
                out[p + i] = '0';
            }
            end += zeros;
        }
        System.arraycopy(out, end - scale, out, end - scale + 1, scale);
        out[end - scale] = '.';
        return end + 1;
    }

    /** Writes {@code value}, taken as unsigned up to 2<sup>63</sup>. */
    static int unsigned(byte[] out, int at, long value) {
        if (value >= 0 && value < 100_000_000) {
            return upToEight(out, at, (int) value);
        }
        long high = Long.divideUnsigned(value, 100_000_000);
        int low = (int) (value - high * 100_000_000);
        int p;
        if (high < 100_000_000) {
            p = upToEight(out, at, (int) high);
        } else {
            long top = high / 100_000_000;
            p = upToEight(out, at, (int) top);
            Digits.LONGS.set(out, p, Digits.eight((int) (high - top * 100_000_000)) + Digits.ZEROS);
            p += 8;
        }
        Digits.LONGS.set(out, p, Digits.eight(low) + Digits.ZEROS);
        return p + 8;
    }

    private static int upToEight(byte[] out, int at, int value) {
        if (value < 100) {
            if (value < 10) {
                out[at] = (byte) ('0' + value);
                return at + 1;
            }
            Digits.two(out, at, value);
            return at + 2;
        }
        long digits = Digits.eight(value);
        int leading = Long.numberOfTrailingZeros(digits) & ~7;
        Digits.LONGS.set(out, at, (digits + Digits.ZEROS) >>> leading);
        return at + 8 - (leading >>> 3);
    }
}
