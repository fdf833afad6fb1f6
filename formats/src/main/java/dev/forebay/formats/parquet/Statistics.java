package dev.forebay.formats.parquet;

import dev.forebay.types.Type;
import org.jspecify.annotations.Nullable;

/** The bounds of a column's numbers in a row group, and how many are missing. One thread at a time. */
final class Statistics {
    private final boolean floating;
    private final boolean bounded;
    private boolean any;
    private boolean hasNaN;
    private long least;
    private long most;
    private double leastDouble;
    private double mostDouble;
    private long missing;

    Statistics(Type type, PhysicalType physical) {
        this.floating = type.kind() == Type.Kind.DOUBLE;
        this.bounded = physical.width > 0;
        clear();
    }

    /** Bounds, as bits. */
    record Bounds(long least, long most) {}

    void number(long bits) {
        if (floating) {
            double value = Double.longBitsToDouble(bits);
            hasNaN |= Double.isNaN(value);
            leastDouble = Math.min(leastDouble, value);
            mostDouble = Math.max(mostDouble, value);
        } else {
            least = Math.min(least, bits);
            most = Math.max(most, bits);
        }
        any = true;
    }

    void missing() {
        missing++;
    }

    long missingValues() {
        return missing;
    }

    /** Null where there is no value, and where NaN, which has no place in the order, is among them. */
    @Nullable
    Bounds bounds() {
        if (!bounded || !any || hasNaN) {
            return null;
        }
        if (!floating) {
            return new Bounds(least, most);
        }
        // The format asks that a zero be written so that it bounds both zeros.
        double low = leastDouble == 0 ? -0.0 : leastDouble;
        double high = mostDouble == 0 ? 0.0 : mostDouble;
        return new Bounds(Double.doubleToRawLongBits(low), Double.doubleToRawLongBits(high));
    }

    void clear() {
        any = false;
        hasNaN = false;
        least = Long.MAX_VALUE;
        most = Long.MIN_VALUE;
        leastDouble = Double.POSITIVE_INFINITY;
        mostDouble = Double.NEGATIVE_INFINITY;
        missing = 0;
    }
}
