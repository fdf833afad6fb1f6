package dev.forebay.plan.fitted;

/**
 * One value of a column of categories. What was fitted as a whole number, a real or a truth value stays that, because names of output
 * columns show it. Which values are equal: see {@link Missing} and the records.
 */
public sealed interface Category {

    /** A text; equal when all its characters are. */
    record Text(String value) implements Category {}

    /** A whole number, as from an integer column. */
    record Whole(long value) implements Category {}

    /** A real number that is not NaN, which is {@link Missing#NAN}; -0.0 is kept as 0.0. */
    record Real(double value) implements Category {
        public Real {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("NaN is Missing.NAN");
            }
            value = value == 0 ? 0.0 : value;
        }
    }

    /** {@code True} or {@code False}. */
    record Truth(boolean value) implements Category {}

    /**
     * No value. scikit-learn tells the two apart: a null matches {@code NONE} where a column has that, else {@code NAN}; a NaN matches
     * {@code NAN} only.
     */
    enum Missing implements Category {
        NONE,
        NAN
    }
}
