package dev.forebay.types.text;

/**
 * Writes doubles as the shortest decimal that reads back to the same bits; of several such decimals, the nearest.
 *
 * <p>The form is that of Python's {@code repr} and {@code json.dumps}: {@code 1.0}, {@code 57.16}, {@code -0.0}, {@code 0.0001},
 * {@code 1e-05}, {@code 1234567890123456.0}, {@code 1e+16}: positional for exponents of ten from -4 to 15 with at least one digit
 * after the point, otherwise scientific with a sign and at least two digits in the exponent. Every such text is a JSON number.
 *
 * <p><b>Source</b>: R. Giulietti, <i>The Schubfach way to render doubles</i>, 2021.
 */
public final class DoubleWriter {
    /** Room that a call may need from where it starts to write: more than the text, because digits are written in blocks. */
    public static final int ROOM = 40;

    private static final long FRACTION = (1L << 52) - 1;
    private static final long HIDDEN = 1L << 52;
    private static final long MASK_63 = (1L << 63) - 1;

    /** Below this an amount of cents has at most 15 digits, and two decimals of up to 15 digits are never the same double. */
    private static final double CENTS_LIMIT = 1e13;

    private static final long[] POWERS = new long[18];

    /** 10<sup>k</sup> to 126 bits, rounded up, as two 63-bit halves, for k from {@link #MIN_K}. */
    private static final long[] UP_HIGH;

    private static final long[] UP_LOW;
    private static final int MIN_K = -292;
    private static final int MAX_K = 324;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        UP_HIGH = new long[MAX_K - MIN_K + 1];
        UP_LOW = new long[MAX_K - MIN_K + 1];
        for (int k = MIN_K; k <= MAX_K; k++) {
            long high = PowersOfTen.HIGH[k - PowersOfTen.MIN];
            long low = PowersOfTen.LOW[k - PowersOfTen.MIN];
            long low63 = ((high << 62 | low >>> 2) & MASK_63) + 1;
            // A carry out of the low half: 2^63 wraps to the sign bit.
            UP_HIGH[k - MIN_K] = (high >>> 1) + (low63 >>> 63);
            UP_LOW[k - MIN_K] = low63 & MASK_63;
        }
    }

    private DoubleWriter() {}

    /**
     * Writes {@code value} and returns the index after its last byte. Needs {@link #ROOM} bytes.
     *
     * @throws IllegalArgumentException for NaN and the infinities, which have no decimal
     */
    public static int write(byte[] out, int at, double value) {
        long bits = Double.doubleToRawLongBits(value);
        // Branches on what is random cost more than a byte too many.
        out[at] = '-';
        int p = at + (int) (bits >>> 63);
        double magnitude = Math.abs(value);
        if (magnitude < CENTS_LIMIT) {
            double hundredfold = magnitude * 100;
            long cents = (long) (hundredfold + 0.5);
            if (Math.abs(hundredfold - cents) <= hundredfold * 0x1p-52 && cents / 100.0 == magnitude) {
                return cents(out, p, cents);
            }
        } else if (!(magnitude <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(value + " has no decimal");
        }
        return shortest(out, p, bits & Long.MAX_VALUE);
    }

    private static int cents(byte[] out, int at, long cents) {
        long whole = cents / 100;
        int rest = (int) (cents - whole * 100);
        int p = LongWriter.unsigned(out, at, whole);
        out[p] = '.';
        Digits.two(out, p + 1, rest);
        return out[p + 2] == '0' ? p + 2 : p + 3;
    }

    /** Names as in the paper: the value is {@code c * 2^q}; {@code k} is the power of ten of the last digit that may be needed. */
    private static int shortest(byte[] out, int at, long bits) {
        int biased = (int) (bits >>> 52);
        long c = bits & FRACTION;
        int q;
        if (biased == 0) {
            q = -1074;
        } else {
            q = biased - 1075;
            c |= HIDDEN;
        }
        int odd = (int) c & 1;
        long cb = c << 2;
        long cbr = cb + 2;
        long cbl;
        int k;
        if (c != HIDDEN || biased <= 1) {
            cbl = cb - 2;
            k = floorLog10Pow2(q);
        } else {
            // A power of two: the double below is only half as far away as the one above.
            cbl = cb - 1;
            k = floorLog10ThreeQuartersPow2(q);
        }
        int h = q + PowersOfTen.floorLog2(-k) + 2;
        long g1 = UP_HIGH[-k - MIN_K];
        long g0 = UP_LOW[-k - MIN_K];
        long vb = roundedToOdd(g1, g0, cb << h);
        long vbl = roundedToOdd(g1, g0, cbl << h) + odd;
        long vbr = roundedToOdd(g1, g0, cbr << h) - odd;

        long s = vb >> 2;
        long f = nearest(s, vb, vbl, vbr);
        if (s >= 10) {
            // A multiple of ten between the bounds is shorter; there is at most one.
            long s10 = s / 10 * 10;
            long below = ((s10 << 2) - vbl) >> 63;
            long above = (vbr - ((s10 + 10) << 2)) >> 63;
            f += (s10 + (10 & below) - f) & (below ^ above);
        }
        return digits(out, at, f, k);
    }

    /**
     * Of {@code s} and {@code s + 1} the one between the bounds, the nearer one where both or neither are, the even one where they
     * are equally near. Branch-free: which it is, is random. A mask is -1 where its candidate is out of bounds.
     */
    private static long nearest(long s, long vb, long vbl, long vbr) {
        long below = ((s << 2) - vbl) >> 63;
        long above = (vbr - ((s + 1) << 2)) >> 63;
        long fromMiddle = vb - (4 * s + 2);
        long nearer = -(2 * fromMiddle + (s & 1)) >>> 63;
        long onlyOne = below ^ above;
        return s + ((1 & below & onlyOne) | (nearer & ~onlyOne));
    }

    /** {@code g * cp / 2^127} with a last bit that says whether anything was cut off: enough to compare with multiples of 4. */
    private static long roundedToOdd(long g1, long g0, long cp) {
        long x1 = Math.multiplyHigh(g0, cp);
        long y0 = g1 * cp;
        long y1 = Math.multiplyHigh(g1, cp);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | ((z & MASK_63) + MASK_63) >>> 63;
    }

    /** {@code floor(log10(2^q))}. */
    private static int floorLog10Pow2(int q) {
        return (int) ((q * 661_971_961_083L) >> 41);
    }

    /** {@code floor(log10(3/4 * 2^q))}. */
    private static int floorLog10ThreeQuartersPow2(int q) {
        return (int) ((q * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    /** Writes {@code f * 10^k}, f of at most 17 digits, without f's trailing zeros. */
    private static int digits(byte[] out, int at, long f, int k) {
        int length = length(f);
        long seventeen = f * POWERS[17 - length];
        int first = (int) (seventeen / 10_000_000_000_000_000L);
        long sixteen = seventeen - first * 10_000_000_000_000_000L;
        int high = (int) (sixteen / 100_000_000);
        long upper = Digits.eight(high);
        long lower = Digits.eight((int) (sixteen - high * 100_000_000L));
        int significant = lower != 0
                ? 17 - (Long.numberOfLeadingZeros(lower) >>> 3)
                : 9 - (Long.numberOfLeadingZeros(upper) >>> 3);
        int point = k + length;
        if (point > 16 || point <= -4) {
            return scientific(out, at, first, upper, lower, significant, point - 1);
        }
        if (point <= 0) {
            // 0.000 and as many of the zeros as are wanted.
            Digits.LONGS.set(out, at, Digits.ZEROS);
            out[at + 1] = '.';
            int p = at + 2 - point;
            put(out, p, first, upper, lower);
            return p + significant;
        }
        if (point <= 8) {
            // The digits twice: as they are for the whole part, then after the point without those before it.
            int before = 8 * (point - 1);
            out[at] = (byte) ('0' + first);
            Digits.LONGS.set(out, at + 1, upper + Digits.ZEROS);
            Digits.LONGS.set(out, at + 1 + point, (upper >>> before | lower << (63 - before) << 1) + Digits.ZEROS);
            Digits.LONGS.set(out, at + 9 + point, (lower >>> before) + Digits.ZEROS);
        } else {
            put(out, at + 1, first, upper, lower);
            System.arraycopy(out, at + 1, out, at, point);
        }
        out[at + point] = '.';
        return at + 1 + Math.max(significant, point + 1);
    }

    private static void put(byte[] out, int at, int first, long upper, long lower) {
        out[at] = (byte) ('0' + first);
        Digits.LONGS.set(out, at + 1, upper + Digits.ZEROS);
        Digits.LONGS.set(out, at + 9, lower + Digits.ZEROS);
    }

    private static int scientific(
            byte[] out, int at, int first, long upper, long lower, int significant, int exponent) {
        put(out, at + 1, first, upper, lower);
        out[at] = out[at + 1];
        out[at + 1] = '.';
        int p = significant == 1 ? at + 1 : at + 1 + significant;
        out[p++] = 'e';
        out[p++] = (byte) (exponent < 0 ? '-' : '+');
        int magnitude = Math.abs(exponent);
        if (magnitude >= 100) {
            out[p++] = (byte) ('0' + magnitude / 100);
        }
        Digits.two(out, p, magnitude % 100);
        return p + 2;
    }

    /** How many digits {@code f}, 1 to 10<sup>17</sup> - 1, has. */
    private static int length(long f) {
        int guess = ((64 - Long.numberOfLeadingZeros(f)) * 1233) >> 12;
        return f < POWERS[guess] ? guess : guess + 1;
    }
}
