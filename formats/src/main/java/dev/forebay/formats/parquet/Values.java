package dev.forebay.formats.parquet;

/**
 * The values of one page, nulls left out, in order. Numbers come as bits: whole numbers sign-extended, {@code float} widened to
 * {@code double} first, booleans 0 and 1, INT96 as microseconds since the epoch. A reader has one of the two kinds. Reading beyond the
 * last value is a {@link DamagedException}.
 */
abstract class Values {
    /** The next {@code count} numbers. */
    void numbers(long[] out, int count) {
        throw new DamagedException("an encoding does not belong to its type");
    }

    /** The next {@code count} runs of bytes. */
    void slices(Slices out, int count) {
        throw new DamagedException("an encoding does not belong to its type");
    }
}
