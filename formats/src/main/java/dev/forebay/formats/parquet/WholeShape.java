package dev.forebay.formats.parquet;

import dev.forebay.types.text.TimestampText;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How a stored whole number becomes the {@code long} that a column keeps.
 *
 * @param min the smallest stored number that fits
 * @param max the largest
 * @param times what it is multiplied by
 * @param per what it is divided by
 * @param floors whether what a division leaves is dropped; otherwise a number that leaves something does not fit
 * @param unsigned32 whether the stored 32 bits have no sign
 * @param unsigned64 whether the stored 64 bits have no sign
 * @param fileScale digits after the point that the stored number has, for messages
 */
record WholeShape(
        long min,
        long max,
        long times,
        long per,
        boolean floors,
        boolean unsigned32,
        boolean unsigned64,
        int fileScale) {
    /** 0000-01-01 and 9999-12-31. */
    private static final long FIRST_DAY = -719_528;

    private static final long LAST_DAY = 2_932_896;

    static final WholeShape DATE = new WholeShape(FIRST_DAY, LAST_DAY, 1, 1, false, false, false, 0);

    static WholeShape signed() {
        return new WholeShape(Long.MIN_VALUE, Long.MAX_VALUE, 1, 1, false, false, false, 0);
    }

    static WholeShape unsigned(int bits) {
        return new WholeShape(bits == 64 ? 0 : Long.MIN_VALUE, Long.MAX_VALUE, 1, 1, false, bits == 32, bits == 64, 0);
    }

    /** Stored microseconds times {@code times}, divided by {@code per}. */
    static WholeShape timestamp(long times, long per) {
        long min = per == 1 ? TimestampText.MIN_MICROS / times : clamped(TimestampText.MIN_MICROS, per, 0);
        long max = per == 1 ? TimestampText.MAX_MICROS / times : clamped(TimestampText.MAX_MICROS, per, per - 1);
        return new WholeShape(min, max, times, per, true, false, false, 0);
    }

    private static long clamped(long micros, long per, long more) {
        BigInteger exact =
                BigInteger.valueOf(micros).multiply(BigInteger.valueOf(per)).add(BigInteger.valueOf(more));
        return exact.bitLength() < Long.SIZE ? exact.longValue() : micros < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /**
     * Decimals of {@code fileScale} as decimals of a precision and scale; null where the scales are too far apart.
     *
     * @param precision 19 for all that a {@code long} can be
     */
    static @Nullable WholeShape decimal(int fileScale, int precision, int scale) {
        int digits = scale - fileScale;
        if (fileScale < 0 || Math.abs(digits) > 18) {
            return null;
        }
        BigInteger limit = precision > 18
                ? BigInteger.valueOf(Long.MAX_VALUE)
                : BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger factor = BigInteger.TEN.pow(Math.abs(digits));
        BigInteger raw = digits >= 0 ? limit.divide(factor) : limit.multiply(factor);
        // The two numbers at the very ends stand for what has more than 64 bits.
        long most = raw.bitLength() < Long.SIZE ? Math.min(raw.longValue(), Long.MAX_VALUE - 1) : Long.MAX_VALUE - 1;
        long times = digits > 0 ? factor.longValue() : 1;
        long per = digits < 0 ? factor.longValue() : 1;
        return new WholeShape(-most, most, times, per, false, false, false, fileScale);
    }

    /** Without the sign of the stored bits. */
    WholeShape asUnsigned(int bits) {
        return new WholeShape(
                bits == 64 ? Math.max(0, min) : min, max, times, per, floors, bits == 32, bits == 64, fileScale);
    }

    boolean isIdentity() {
        return min == Long.MIN_VALUE && max == Long.MAX_VALUE && times == 1 && per == 1 && !unsigned32;
    }

    boolean fits(long raw) {
        return raw >= min && raw <= max && (per == 1 || floors || raw % per == 0);
    }

    long value(long raw) {
        return per == 1 ? raw * times : Math.floorDiv(raw, per);
    }
}
